package io.remotingkafka.provisioner.cluster;

/**
 * What a broker's container gets, as Kubernetes quantities.
 *
 * @param cpu requested; there is no limit, since a throttled broker is a slow broker
 * @param memory requested, and the limit
 * @param heap of the JVM, as {@code -Xmx} takes it; the rest of the memory caches pages
 */
public record Resources(String cpu, String memory, String heap) {
    public Resources {
        cpu = cpu == null ? "250m" : cpu;
        memory = memory == null ? "1Gi" : memory;
        heap = heap == null ? "512m" : heap;
    }

    static Resources standard() {
        return new Resources(null, null, null);
    }
}
