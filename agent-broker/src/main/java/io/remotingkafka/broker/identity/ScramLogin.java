package io.remotingkafka.broker.identity;

import java.util.Map;

/** What a sidecar logs in with. */
final class ScramLogin {
    static final String MECHANISM = "SCRAM-SHA-512";

    private ScramLogin() {}

    static Map<String, String> settings(String user, String password) {
        return Map.of(
                "kafka.sasl.mechanism",
                MECHANISM,
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }
}
