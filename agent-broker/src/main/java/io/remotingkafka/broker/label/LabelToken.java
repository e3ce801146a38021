package io.remotingkafka.broker.label;

/**
 * A word of a label expression.
 *
 * @param column where it begins, counted from 1
 */
record LabelToken(Kind kind, String text, int column) {
    enum Kind {
        AND("'&&'"),
        OR("'||'"),
        NOT("'!'"),
        IMPLIES("'->'"),
        IFF("'<->'"),
        OPEN("'('"),
        CLOSE("')'"),
        LABEL("a label"),
        END("the end"),
        /** No word of the language; its text is what stands there. */
        BAD("something else");

        private final String described;

        Kind(String described) {
            this.described = described;
        }

        @Override
        public String toString() {
            return described;
        }
    }

    /** For messages. */
    String found() {
        return kind == Kind.END ? kind.toString() : "'" + text + "'";
    }
}
