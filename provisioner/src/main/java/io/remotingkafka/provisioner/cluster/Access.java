package io.remotingkafka.provisioner.cluster;

import java.util.Optional;

/**
 * Where clients connect.
 *
 * @param internal bootstrap servers within Kubernetes
 * @param external bootstrap servers from outside
 * @param bindingSecret the Secret in the Service Binding shape that holds all a client needs
 */
public record Access(String internal, Optional<String> external, String bindingSecret) {}
