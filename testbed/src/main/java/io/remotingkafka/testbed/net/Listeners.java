package io.remotingkafka.testbed.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process listens on, as Linux's {@code /proc} tells (and {@code ss -lntup} shows). */
public final class Listeners {
    /**
     * A TCP socket that takes connections, or a UDP socket that is bound.
     *
     * @param protocol {@code tcp} or {@code udp}
     */
    public record Socket(String protocol, InetAddress address, int port) {
        /** Whether nobody outside this machine can reach it. */
        public boolean isLoopback() {
            return address.isLoopbackAddress();
        }
    }

    private static final Pattern INODE = Pattern.compile("socket:\\[([0-9]+)]");
    private static final String TCP_LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE_COLUMN = 9;

    private Listeners() {}

    /** The listening sockets of a process. */
    public static List<Socket> of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            Set<String> inodes = inodes(process.resolve("fd"));
            List<Socket> found = new ArrayList<>();
            for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
                try (Stream<String> lines = Files.lines(process.resolve("net").resolve(table))) {
                    lines.skip(1)
                            .map(line -> line.trim().split("\\s+"))
                            .filter(row -> inodes.contains(row[INODE_COLUMN]))
                            .filter(row -> table.startsWith("udp") || row[STATE].equals(TCP_LISTEN))
                            .map(row -> socket(table.substring(0, 3), row[LOCAL_ADDRESS]))
                            .forEach(found::add);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The sockets of process " + pid + " cannot be read", e);
        }
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        try (Stream<Path> entries = Files.list(descriptors)) {
            return entries.map(Listeners::target)
                    .map(INODE::matcher)
                    .filter(Matcher::matches)
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed in the meantime.
            return "";
        }
    }

    /** The kernel prints each 32-bit word of an address in the machine's byte order. */
    static Socket socket(String protocol, String addressAndPort) {
        String[] parts = addressAndPort.split(":", 2);
        byte[] words = HexFormat.of().parseHex(parts[0]);
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        try {
            // Also turns ::ffff:127.0.0.1 into 127.0.0.1.
            return new Socket(protocol, InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("Not an address: " + addressAndPort, e);
        }
    }
}
