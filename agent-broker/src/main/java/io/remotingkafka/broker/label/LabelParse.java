package io.remotingkafka.broker.label;

/** What came of reading a label expression. */
public sealed interface LabelParse {
    /** It is one. */
    record Parsed(LabelExpression expression) implements LabelParse {}

    /**
     * It is none.
     *
     * @param column where reading stopped, counted from 1
     * @param expected what could have stood there
     * @param found what stands there
     */
    record Malformed(String text, int column, String expected, String found) implements LabelParse {
        /** For the administrator. */
        public String message() {
            return "label expression '" + text + "', column " + column + ": expected " + expected + ", found " + found;
        }
    }
}
