package io.remotingkafka.broker.label;

import io.remotingkafka.broker.label.LabelToken.Kind;

/** Cuts a label expression into words, as Jenkins's own lexer does. */
final class LabelLexer {
    /** What ends an unquoted label; a hyphen does only where {@code >} follows. */
    private static final String NOT_IN_LABELS = "&|!<>() \t\"'";

    private final String text;
    private int position;

    LabelLexer(String text) {
        this.text = text;
    }

    LabelToken next() {
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
        if (position == text.length()) {
            return new LabelToken(Kind.END, "", position + 1);
        }
        return switch (text.charAt(position)) {
            case '&' -> operator("&&", Kind.AND);
            case '|' -> operator("||", Kind.OR);
            case '!' -> operator("!", Kind.NOT);
            case '<' -> operator("<->", Kind.IFF);
            case '(' -> operator("(", Kind.OPEN);
            case ')' -> operator(")", Kind.CLOSE);
            case '"' -> quoted();
            default -> isInLabel(position) ? label() : operator("->", Kind.IMPLIES);
        };
    }

    private LabelToken operator(String operator, Kind kind) {
        int column = position + 1;
        if (text.startsWith(operator, position)) {
            position += operator.length();
            return new LabelToken(kind, operator, column);
        }
        return new LabelToken(Kind.BAD, text.substring(position, position + 1), column);
    }

    private LabelToken label() {
        int begin = position;
        while (position < text.length() && isInLabel(position)) {
            position++;
        }
        return new LabelToken(Kind.LABEL, text.substring(begin, position), begin + 1);
    }

    private boolean isInLabel(int index) {
        char c = text.charAt(index);
        if (c == '-') {
            return index + 1 == text.length() || text.charAt(index + 1) != '>';
        }
        return NOT_IN_LABELS.indexOf(c) < 0;
    }

    private LabelToken quoted() {
        int begin = position;
        StringBuilder name = new StringBuilder();
        for (int i = begin + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                position = i + 1;
                return new LabelToken(Kind.LABEL, name.toString(), begin + 1);
            }
            if (c == '\r' || c == '\n') {
                break;
            }
            if (c == '\\') {
                i++;
                int escape = i < text.length() ? "btnfr\"'\\".indexOf(text.charAt(i)) : -1;
                if (escape < 0) {
                    return new LabelToken(Kind.BAD, text.substring(i - 1, Math.min(i + 1, text.length())), i);
                }
                name.append("\b\t\n\f\r\"'\\".charAt(escape));
            } else {
                name.append(c);
            }
        }
        return new LabelToken(Kind.BAD, text.substring(begin), begin + 1);
    }
}
