package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What an API server's answer means. Pure. */
public final class ApiFailures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private ApiFailures() {}

    /** The failure behind an exception. */
    public static Failure of(KubernetesClientException e) {
        String says = Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElseGet(() -> rootMessage(e));
        if (e.getCode() <= 0) {
            // No HTTP status: 0 or -1, depending on where in the client it broke.
            return connection(e, says);
        }
        return switch (e.getCode()) {
            case UNAUTHORIZED -> new Failure.NotAuthenticated(says);
            case FORBIDDEN -> forbidden(says);
            case CONFLICT -> new Failure.FieldsInConflict(says);
            case INVALID -> invalid(says);
            default -> new Failure.Unexpected("Kubernetes answered " + e.getCode() + ": " + says);
        };
    }

    /** What a refusal to make an object means; controllers put the same texts into events. */
    static Failure forbidden(String says) {
        String text = says.toLowerCase(Locale.ROOT);
        if (text.contains("system:anonymous")) {
            // Credentials of a kind that the server does not take, such as a password, are passed over.
            return new Failure.NotAuthenticated(says);
        }
        if (text.contains("exceeded quota") || text.contains("failed quota")) {
            return new Failure.QuotaExceeded(says);
        }
        if (text.contains("violates podsecurity") || text.contains("admission")) {
            return new Failure.AdmissionDenied(says);
        }
        return new Failure.Forbidden(says);
    }

    private static Failure invalid(String says) {
        return says.contains("port is already allocated") || says.contains("provided port is not in the valid range")
                ? new Failure.NodePortTaken(says)
                : new Failure.Invalid(says);
    }

    private static Failure connection(Throwable e, String says) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new Failure.Untrusted(rootMessage(e));
            }
        }
        return new Failure.Unreachable(says);
    }

    static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    }
}
