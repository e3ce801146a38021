package io.remotingkafka.testbed.channel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first line and the headers of a request or an answer, in the order in which they came.
 *
 * @param firstLine as it was on the wire
 */
public record HttpHead(String firstLine, List<Map.Entry<String, String>> headers) {
    private static final int MAX_BYTES = 128 * 1024;

    public HttpHead {
        headers = List.copyOf(headers);
    }

    /** Reads up to the empty line and no further. */
    public static HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        int total = 0;
        for (int b = in.read(); ; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended before the end of the headers");
            }
            if (++total > MAX_BYTES) {
                throw new IOException("more than " + MAX_BYTES + " bytes of headers");
            }
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8).strip();
            line.reset();
            if (text.isEmpty()) {
                return of(lines);
            }
            lines.add(text);
        }
    }

    private static HttpHead of(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            throw new IOException("no HTTP: an empty line came first");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new HttpHead(lines.getFirst(), headers);
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The names of all headers. */
    public List<String> headerNames() {
        return headers.stream().map(Map.Entry::getKey).toList();
    }

    /** The length of the body, where it is told. */
    public int contentLength() {
        return header("Content-Length").map(Integer::parseInt).orElse(0);
    }

    /** An answer's status. */
    public int status() {
        return Integer.parseInt(firstLine.split(" ", 3)[1]);
    }

    /** A request's method. */
    public String method() {
        return firstLine.split(" ", 3)[0];
    }

    /** A request's path, with its query. */
    public String path() {
        String[] parts = firstLine.split(" ", 3);
        return parts.length > 1 ? parts[1] : "";
    }
}
