package io.remotingkafka.provisioner.cluster;

/**
 * Why something failed, as it is shown, stored and sent.
 *
 * @param code the kind of failure, in kebab case; stable
 * @param message what was attempted and what came back
 * @param remedy what to do
 */
public record Reason(String code, String message, String remedy) {}
