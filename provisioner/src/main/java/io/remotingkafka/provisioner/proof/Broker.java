package io.remotingkafka.provisioner.proof;

import io.remotingkafka.provisioner.manifest.ObjectNames;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One broker.
 *
 * @param pod its pod
 * @param host the name that it tells clients within Kubernetes, which its certificate bears
 */
public record Broker(String pod, String host) {
    /** The brokers that we make ourselves. */
    static List<Broker> own(ObjectNames names, int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(broker -> new Broker(names.pod(broker), names.host(broker)))
                .toList();
    }
}
