package io.remotingkafka.provisioner.cluster;

/** Where a cluster is on its way. */
public enum Phase {
    /** Being made or changed. */
    APPLYING,
    /** Proved to work. */
    READY,
    /** Given up, with a reason; applying again goes on from there. */
    FAILED,
    /** Being taken away. */
    REMOVING
}
