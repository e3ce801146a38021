package io.remotingkafka.broker.pool;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where pools are found. */
@ConfigMapping(prefix = "remoting.pools")
public interface PoolConfig {
    /** A directory of YAML files with {@code AgentPool} resources, read again when they change. */
    Optional<Path> directory();
}
