package io.remotingkafka.provisioner.console.builds;

/** Where a build in the queue stands, for the eye: words, a symbol and a colour, of which the words are enough. */
public enum Situation {
    /** No executor would help yet. */
    HELD("Held in the queue", "waiting", "secondary", ""),
    /** Nothing is decided yet. */
    WAITING("Waits for an executor", "waiting", "secondary", ""),
    /** An agent is there for it, or soon will be. */
    ON_ITS_WAY("Agent on its way", "going", "info", ""),
    /** Nobody has agents for it. */
    NO_POOL(
            "No pool for it",
            "warning",
            "warning",
            "Give a pool what the job's label expression asks for, or correct the job's expression."),
    /** Only one node will do. */
    WAITS_FOR_NODE(
            "Waits for one node",
            "warning",
            "warning",
            "No other node can take it: bring that one online, or cancel the build."),
    /** The pool may not have more agents. */
    AT_CAP(
            "Pool is full",
            "warning",
            "warning",
            "It gets its turn when a build on one of the pool's agents ends. Raise the pool's maxAgents where there is room for more."),
    /** The agent did not come. */
    FAILED("Agent failed", "error", "danger", "See Failures: there it says whether it is tried again by itself."),
    /** The pool waits before it tries another agent. */
    BACKING_OFF(
            "Pool waits after a failure",
            "error",
            "danger",
            "Agents of the pool failed: see Failures. The pool tries one agent at a time until one comes."),
    /** It waits no more. */
    LEFT("Left the queue", "ok", "secondary", "");

    private final String words;
    private final String symbol;
    private final String colour;
    private final String advice;

    Situation(String words, String symbol, String colour, String advice) {
        this.words = words;
        this.symbol = symbol;
        this.colour = colour;
        this.advice = advice;
    }

    /** In a few words. */
    public String words() {
        return words;
    }

    /** The icon beside the words. */
    public String symbol() {
        return symbol;
    }

    /** One of Bootstrap's. */
    public String colour() {
        return colour;
    }

    /** Whether it does not go on without somebody who looks at it. */
    public boolean needsSomebody() {
        return !advice.isEmpty();
    }

    /** What that somebody can do. */
    public String advice() {
        return advice;
    }
}
