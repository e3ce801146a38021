package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.manifest.ClusterDesign.HostPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out where clients from outside come in, broker by broker, once the services are there. */
final class ExternalAddresses {
    private final Site site;

    ExternalAddresses(Site site) {
        this.site = site;
    }

    /** Asks until all addresses are known, or the deadline has come. */
    List<HostPort> await(KafkaClusterSpec spec, Instant deadline) throws FailedException, InterruptedException {
        if (spec.listeners().external().isEmpty()) {
            return List.of();
        }
        Listeners.External external = spec.listeners().external().get();
        List<HostPort> found = new ArrayList<>();
        for (int broker = 0; broker < spec.profile().nodes(); broker++) {
            found.add(await(external, site.names().external(broker), deadline));
        }
        return found;
    }

    /** What is known now; nothing where something is missing. */
    List<HostPort> known(KafkaClusterSpec spec) {
        List<HostPort> found = new ArrayList<>();
        spec.listeners().external().ifPresent(external -> {
            for (int broker = 0; broker < spec.profile().nodes(); broker++) {
                address(external, site.names().external(broker)).ifPresent(found::add);
            }
        });
        boolean complete = found.size() == spec.profile().nodes();
        return complete ? found : List.of();
    }

    private HostPort await(Listeners.External external, String service, Instant deadline)
            throws FailedException, InterruptedException {
        while (true) {
            Optional<HostPort> found = address(external, service);
            if (found.isPresent()) {
                return found.get();
            }
            if (site.now().isAfter(deadline)) {
                throw new FailedException(new Failure.NoAddress(service));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private Optional<HostPort> address(Listeners.External external, String name) {
        Service service = site.client().services().withName(name).get();
        if (service == null) {
            return Optional.empty();
        }
        return switch (external.type()) {
            case NODE_PORT ->
                Optional.ofNullable(service.getSpec().getPorts().get(0).getNodePort())
                        .map(port -> new HostPort(external.address().orElseGet(this::nodeAddress), port));
            case LOAD_BALANCER -> {
                int port = service.getSpec().getPorts().get(0).getPort();
                yield ingress(service)
                        .map(host -> new HostPort(external.address().orElse(host), port));
            }
        };
    }

    private static Optional<String> ingress(Service service) {
        if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
            return Optional.empty();
        }
        return service.getStatus().getLoadBalancer().getIngress().stream()
                .map((LoadBalancerIngress each) -> each.getHostname() == null ? each.getIp() : each.getHostname())
                .findFirst();
    }

    /** A node's address, best one that is reached from outside; the API server's host where nodes may not be listed. */
    private String nodeAddress() {
        try {
            List<NodeAddress> addresses = site.client().nodes().list().getItems().stream()
                    .map(Node::getStatus)
                    .flatMap(status -> status.getAddresses().stream())
                    .toList();
            return byType(addresses, "ExternalIP")
                    .or(() -> byType(addresses, "InternalIP"))
                    .orElse(site.serverHost());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403) {
                return site.serverHost();
            }
            throw e;
        }
    }

    private static Optional<String> byType(List<NodeAddress> addresses, String type) {
        return addresses.stream()
                .filter(address -> type.equals(address.getType()))
                .map(NodeAddress::getAddress)
                .findFirst();
    }
}
