package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.relay.AgentSecrets.Protection;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** Finds out whether Kafka keeps one agent from writing to another's topics. */
final class KafkaProtection {
    private KafkaProtection() {}

    static Future<Protection> of(Admin admin, Map<String, Object> kafka) {
        return Future.fromCompletionStage(
                        admin.describeAcls(AclBindingFilter.ANY).values().toCompletionStage())
                .map(Protection.AUTHORISED)
                .recover(e -> switch (e) {
                    case SecurityDisabledException none ->
                        Future.succeededFuture(isLoopback(kafka) ? Protection.LOOPBACK : Protection.NONE);
                    // Somebody said no, so there is somebody.
                    case AuthorizationException denied -> Future.succeededFuture(Protection.AUTHORISED);
                    default -> Future.failedFuture(e);
                });
    }

    private static boolean isLoopback(Map<String, Object> kafka) {
        return Arrays.stream(String.valueOf(kafka.get("bootstrap.servers")).split(","))
                .map(server -> server.strip().replaceAll("^.*://", "").replaceAll(":[0-9]+$", ""))
                .allMatch(KafkaProtection::isLoopbackHost);
    }

    private static boolean isLoopbackHost(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
