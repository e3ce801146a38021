package io.remotingkafka.broker;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A broker's configuration out of a map, as Quarkus would read it. */
public final class Settings {
    private Settings() {}

    /** With these and the defaults. */
    public static BrokerConfig of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("HOSTNAME", "here");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(BrokerConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(BrokerConfig.class);
    }
}
