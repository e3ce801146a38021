package io.remotingkafka.broker.launch;

import io.remotingkafka.protocol.naming.AgentId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What every sidecar is told, wherever it runs. */
public final class SidecarSettings {
    private SidecarSettings() {}

    /** Kafka's address and login as the broker has them, and who the agent is. */
    public static Map<String, String> of(Map<String, Object> kafka, String prefix, AgentId agent) {
        Map<String, String> settings = new TreeMap<>();
        kafka.forEach((key, value) -> settings.put("kafka." + key, escaped(String.valueOf(value))));
        settings.put("remoting.prefix", prefix);
        settings.put("remoting.controller", agent.controller().value());
        settings.put("remoting.agent.name", agent.agent().value());
        return settings;
    }

    /** A value as it is: a dollar sign may else begin an expression. */
    static String escaped(String value) {
        return value.replace("$", "\\$");
    }

    /** As the text of a properties file. */
    public static String text(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> property(setting.getKey()) + "=" + property(setting.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String property(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', '=', ':', ' ', '#', '!' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(c < 0x7f && c >= ' ' ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }
}
