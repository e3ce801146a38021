package io.remotingkafka.testbed.controller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The nodes that exist, their secrets, and who is connected as one. */
final class Nodes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Boolean> busy = new ConcurrentHashMap<>();
    private final Map<String, ControllerSession> live = new ConcurrentHashMap<>();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final List<ControllerSession> all = new CopyOnWriteArrayList<>();

    /** 64 hex digits, as Jenkins's secrets and cookies are. */
    static String sixtyFourHexDigits() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String add(String name) {
        return secrets.computeIfAbsent(name, n -> sixtyFourHexDigits());
    }

    void add(String name, String secret) {
        secrets.put(name, secret);
    }

    void remove(String name) {
        secrets.remove(name);
        session(name).ifPresent(session -> session.channel().close(1000, "the node was deleted"));
    }

    void setBusy(String name, boolean isBusy) {
        busy.put(name, isBusy);
    }

    boolean exists(String name) {
        return secrets.containsKey(name);
    }

    boolean isSecret(String name, String secret) {
        return MessageDigest.isEqual(
                secrets.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8),
                secret.getBytes(StandardCharsets.UTF_8));
    }

    Optional<ControllerSession> session(String name) {
        return Optional.ofNullable(live.get(name))
                .filter(session -> session.channel().isOpen());
    }

    List<ControllerSession> sessions() {
        return List.copyOf(all);
    }

    /** Makes this the agent's only connection from now on; false where there is one already. */
    boolean claim(String name) {
        return claimed.add(name);
    }

    void release(String name) {
        claimed.remove(name);
    }

    void connected(ControllerSession session) {
        all.add(session);
        live.put(session.agent(), session);
        var unused = session.channel().ended().thenRun(() -> release(session.agent()));
    }

    /** {@code computer/api/json}, with what {@code tree=computer[displayName,offline,idle]} asks for. */
    String asJson() {
        return secrets.keySet().stream()
                .sorted()
                .map(name ->
                        "{\"displayName\":\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"offline\":"
                                + session(name).isEmpty() + ",\"idle\":" + !busy.getOrDefault(name, false) + "}")
                .collect(java.util.stream.Collectors.joining(",", "{\"computer\":[", "]}"));
    }
}
