package io.remotingkafka.protocol.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which headers from outside fit into a frame, before a frame is made of them. */
public final class HeaderLimits {
    private static final int MAX_TOTAL = FrameCodec.MAX_DATA / 2;

    private HeaderLimits() {}

    /** What is too large, said for the one who sent it; empty if all is well. */
    public static Optional<String> violation(List<Header> headers) {
        if (headers.size() > FrameCodec.MAX_HEADERS) {
            return Optional.of(
                    "at most " + FrameCodec.MAX_HEADERS + " headers are carried, there are " + headers.size());
        }
        int total = 0;
        for (Header header : headers) {
            int name = length(header.name());
            int value = length(header.value());
            if (name > Header.MAX_NAME || value > Header.MAX_VALUE) {
                return Optional.of("a header's name has at most " + Header.MAX_NAME + " and its value at most "
                        + Header.MAX_VALUE + " bytes; '" + abbreviated(header.name()) + "' has " + name + " and "
                        + value);
            }
            total += name + value;
        }
        return total > MAX_TOTAL
                ? Optional.of("all headers together have at most " + MAX_TOTAL + " bytes, not " + total)
                : Optional.empty();
    }

    /** Those that fit, in their order: for headers whose sender cannot be told. */
    public static List<Header> fitting(List<Header> headers) {
        List<Header> fitting = new ArrayList<>();
        int total = 0;
        for (Header header : headers) {
            int name = length(header.name());
            int value = length(header.value());
            boolean fits = name <= Header.MAX_NAME && value <= Header.MAX_VALUE && total + name + value <= MAX_TOTAL;
            if (fits && fitting.size() < FrameCodec.MAX_HEADERS) {
                fitting.add(header);
                total += name + value;
            }
        }
        return List.copyOf(fitting);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String abbreviated(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
