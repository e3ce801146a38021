package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.Secret;
import io.remotingkafka.provisioner.pki.Pki;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a cluster's certificates from its Secret, where they are; they are written with its other objects. */
final class PkiStore {
    private PkiStore() {}

    static Optional<Pki> find(Site site) {
        Secret secret =
                site.client().secrets().withName(site.names().authority()).get();
        return Optional.ofNullable(secret)
                .filter(found -> Ownership.ours(found, site.names()))
                .map(found -> Pki.load(decode(found)));
    }

    /** Those that are there, fitted to the names; new ones where there are none. */
    static Pki findOrCreate(Site site, int nodes, List<String> addresses) {
        List<String> certified = site.names().certificateNames(nodes, addresses);
        return find(site)
                .map(found -> found.fittedTo(certified, site.now()))
                .orElseGet(() -> Pki.create(site.names().cluster().value(), certified, site.now()));
    }

    static Map<String, String> decode(Secret secret) {
        Map<String, String> data = new HashMap<>();
        secret.getData()
                .forEach((key, value) ->
                        data.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return data;
    }
}
