package io.remotingkafka.testbed.controller;

/** What answers at the controller's address. */
public enum Behaviour {
    /** A controller. */
    NORMAL,
    /** A controller that is starting: 503 for everything. */
    STARTING,
    /** Something that answers everything with 200 and its own login page. */
    LOGIN_PAGE,
    /** A proxy whose controller is down: 502 for everything. */
    BAD_GATEWAY,
    /** Something that sends everybody elsewhere: 302 for everything. */
    REDIRECT,
    /** Accepts connections and answers nothing. */
    FROZEN
}
