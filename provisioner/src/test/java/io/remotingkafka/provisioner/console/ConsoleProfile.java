package io.remotingkafka.provisioner.console;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The console over scripted clusters, with a known password. */
public class ConsoleProfile implements QuarkusTestProfile {
    static final String PASSWORD = "a password that tests know";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("provisioner.login.password", PASSWORD);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedKafka.class, ScriptedConnectionTest.class, ConnectionsInMemory.class);
    }
}
