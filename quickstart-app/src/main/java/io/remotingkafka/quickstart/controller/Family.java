package io.remotingkafka.quickstart.controller;

/** The two kinds of controllers, which differ in how a node is described and how its agent connects. */
public enum Family {
    /** Current: agents connect over WebSocket. */
    JENKINS,
    /** Its ancestor, and the stand-in: agents connect over TCP. */
    HUDSON
}
