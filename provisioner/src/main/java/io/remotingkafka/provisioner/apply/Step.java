package io.remotingkafka.provisioner.apply;

/** A part of applying or undoing, in the order in which they come. */
public enum Step {
    /** Looking at what is there. */
    PLAN("Looking at what is there"),
    /** Sending the objects to Kubernetes. */
    APPLY("Applying the objects"),
    /** Waiting for addresses that Kubernetes or a cloud gives. */
    ADDRESS("Waiting for addresses"),
    /** Waiting for the pods. */
    START("Starting Kafka"),
    /** Making users and their rights. */
    USERS("Making users and rights"),
    /** Sending and reading records as a client would. */
    PROVE("Proving that it works"),
    /** Writing the Secret that clients mount, and telling by event. */
    HAND_OVER("Handing over"),
    /** Taking objects away. */
    REMOVE("Removing the objects"),
    /** Waiting until Kubernetes has let go of all of them. */
    VANISH("Waiting until all is gone");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    /** A heading for people. */
    public String title() {
        return title;
    }
}
