package io.remotingkafka.provisioner.proof;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings of Kafka's clients that a user has put into a Secret, under Kafka's own names. Those that log in and trust are taken
 * and no others: some of Kafka's settings name classes to load.
 */
public final class ExternalSettings {
    private static final Set<String> TAKEN = Set.of(
            "security.protocol",
            "sasl.mechanism",
            "sasl.jaas.config",
            "ssl.truststore.type",
            "ssl.truststore.certificates",
            "ssl.keystore.type",
            "ssl.keystore.certificate.chain",
            "ssl.keystore.key",
            "ssl.endpoint.identification.algorithm");
    private static final Pattern SETTING = Pattern.compile("(security|sasl|ssl)\\..*");
    private static final Pattern LOGIN = Pattern.compile(
            "\\s*org\\.apache\\.kafka\\.common\\.security\\.(plain\\.PlainLoginModule|scram\\.ScramLoginModule)\\s+required\\s.*;\\s*",
            Pattern.DOTALL);

    private ExternalSettings() {}

    /**
     * What a Secret's keys say; keys of other kinds, such as those of the Service Binding Specification, are passed over.
     *
     * @throws IllegalArgumentException if a setting is none of those taken, with what was expected
     */
    public static Map<String, String> of(Map<String, String> secret) {
        Map<String, String> settings = new TreeMap<>();
        secret.forEach((key, value) -> {
            if (SETTING.matcher(key).matches()) {
                settings.put(key, checked(key, value.strip()));
            }
        });
        settings.putIfAbsent("security.protocol", "PLAINTEXT");
        return settings;
    }

    private static String checked(String key, String value) {
        if (!TAKEN.contains(key)) {
            throw new IllegalArgumentException(
                    "expected settings of " + TAKEN.stream().sorted().toList() + ", but found " + key);
        }
        if (key.endsWith("store.type") && !value.equals("PEM")) {
            throw new IllegalArgumentException(key + ": expected PEM, since files cannot be named here");
        }
        if (key.equals("sasl.jaas.config") && !LOGIN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "sasl.jaas.config: expected one \"required\" PlainLoginModule or ScramLoginModule of Kafka's, ended by a semicolon");
        }
        return value;
    }
}
