package io.remotingkafka.provisioner.connection.check;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a namespace offers and demands. Not being allowed to look is no failure: it is said. */
final class NamespaceChecks {
    private static final int FORBIDDEN = 403;
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
    private static final String ENFORCED_LEVEL = "pod-security.kubernetes.io/enforce";

    private final KubernetesClient client;

    NamespaceChecks(KubernetesClient client) {
        this.client = client;
    }

    Check namespace() {
        Subject subject = new Subject.TargetNamespace();
        String name = client.getNamespace();
        return look(
                subject,
                () -> client.namespaces().withName(name).get() == null
                        ? Check.failed(
                                subject,
                                "there is no namespace " + name,
                                "Make it, for example with \"kubectl create namespace " + name
                                        + "\", or enter another.")
                        : Check.passed(subject, name));
    }

    Check storageClass() {
        Subject subject = new Subject.DefaultStorageClass();
        return look(subject, () -> {
            List<StorageClass> classes =
                    client.storage().v1().storageClasses().list().getItems();
            Optional<String> standard = classes.stream()
                    .filter(each -> "true".equals(annotations(each).get(DEFAULT_CLASS)))
                    .map(each -> each.getMetadata().getName())
                    .findFirst();
            return standard.map(name -> Check.passed(subject, name + " is the default"))
                    .orElseGet(() -> Check.warning(
                            subject,
                            "no class is the default; there are "
                                    + classes.stream()
                                            .map(each -> each.getMetadata().getName())
                                            .toList(),
                            "Name a class in storage.storageClass, or choose ephemeral storage."));
        });
    }

    Check quota() {
        Subject subject = new Subject.Quota();
        return look(subject, () -> {
            List<String> full = new ArrayList<>();
            List<ResourceQuota> quotas = client.resourceQuotas().list().getItems();
            quotas.forEach(quota -> full.addAll(usedUp(quota)));
            if (!full.isEmpty()) {
                return Check.failed(
                        subject, "used up: " + String.join(", ", full), "Raise the quota, or free some of it.");
            }
            return Check.passed(subject, quotas.isEmpty() ? "none is set" : "there is room left");
        });
    }

    Check podSecurity() {
        Subject subject = new Subject.PodSecurity();
        return look(subject, () -> {
            Namespace namespace =
                    client.namespaces().withName(client.getNamespace()).get();
            Map<String, String> labels = namespace == null
                    ? Map.of()
                    : Optional.ofNullable(namespace.getMetadata().getLabels()).orElseGet(Map::of);
            return Check.passed(
                    subject,
                    labels.getOrDefault(ENFORCED_LEVEL, "no level") + " is enforced; our pods satisfy restricted");
        });
    }

    private static List<String> usedUp(ResourceQuota quota) {
        List<String> full = new ArrayList<>();
        if (quota.getStatus() == null || quota.getStatus().getHard() == null) {
            return full;
        }
        quota.getStatus().getHard().forEach((resource, hard) -> {
            Quantity used = Optional.ofNullable(quota.getStatus().getUsed())
                    .map(all -> all.get(resource))
                    .orElse(new Quantity("0"));
            if (used.getNumericalAmount().compareTo(hard.getNumericalAmount()) >= 0) {
                full.add(resource + " " + used + " of " + hard + " ("
                        + quota.getMetadata().getName() + ")");
            }
        });
        return full;
    }

    private static Map<String, String> annotations(StorageClass each) {
        return Optional.ofNullable(each.getMetadata().getAnnotations()).orElseGet(Map::of);
    }

    private static Check look(Subject subject, Supplier<Check> look) {
        try {
            return look.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == FORBIDDEN) {
                return Check.warning(
                        subject,
                        "cannot be seen: these credentials may not look",
                        "Nothing, if you know it to be right; else allow them to get and list it.");
            }
            return Check.failed(subject, "cannot be read: " + e.getMessage(), "Test again; look at the API server.");
        }
    }
}
