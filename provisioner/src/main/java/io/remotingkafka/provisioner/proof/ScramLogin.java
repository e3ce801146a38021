package io.remotingkafka.provisioner.proof;

import java.util.Map;

/** A user of Kafka with its password. */
public record ScramLogin(String user, String password) {
    /** SCRAM with 512 bits, as Kafka names it. */
    public static final String MECHANISM = "SCRAM-SHA-512";

    /** What Kafka's clients take. */
    public Map<String, String> settings() {
        return Map.of("sasl.mechanism", MECHANISM, "sasl.jaas.config", jaas());
    }

    /** The login as JAAS has it. Passwords are ours, without quotes. */
    public String jaas() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    @Override
    public String toString() {
        return "ScramLogin[user=" + user + ", password=***]";
    }
}
