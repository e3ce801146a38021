package io.remotingkafka.provisioner.console.builds;

/** Texts of others, of any length. */
final class Texts {
    /** The longest text that is kept, in UTF-16 units, but for the mark of what is left out. */
    static final int MOST = 1_000;

    private static final int HEAD = 600;
    private static final String LEFT_OUT = " […] ";

    private Texts() {}

    /** What was attempted stands at the beginning, the last lines of a log at the end: of a long text the middle goes. */
    static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        return text.substring(0, whole(text, HEAD))
                + LEFT_OUT
                + text.substring(whole(text, text.length() - MOST + HEAD));
    }

    /** No character is cut in two. */
    private static int whole(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
