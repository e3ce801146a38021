package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.Secret;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.proof.ExternalSettings;
import java.util.Map;

/** Reads what clients of an external Kafka log in with, from the Secret that the user names. */
final class ExternalLogin {
    private ExternalLogin() {}

    /** The settings; without a Secret those of a Kafka that asks nobody who he is. */
    static Map<String, String> read(Site site, ExternalKafka kafka) throws FailedException {
        if (kafka.credentialsSecret().isEmpty()) {
            return ExternalSettings.of(Map.of());
        }
        String name = kafka.credentialsSecret().get();
        Secret secret = site.client().secrets().withName(name).get();
        if (secret == null || secret.getData() == null) {
            throw new FailedException(new Failure.NoClientSettings(name, "there is none, or it is empty"));
        }
        try {
            return ExternalSettings.of(PkiStore.decode(secret));
        } catch (IllegalArgumentException e) {
            throw new FailedException(new Failure.NoClientSettings(name, e.getMessage()));
        }
    }
}
