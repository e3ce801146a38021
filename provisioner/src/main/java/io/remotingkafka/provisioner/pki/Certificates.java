package io.remotingkafka.provisioner.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads certificates. */
public final class Certificates {
    private Certificates() {}

    /**
     * The first certificate of a PEM text.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static X509Certificate parse(String pem) {
        return parseAll(pem).get(0);
    }

    /**
     * All certificates of a PEM text.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static List<X509Certificate> parseAll(String pem) {
        try {
            List<X509Certificate> found = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .forEach(each -> found.add((X509Certificate) each));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("Expected a PEM certificate, there is none");
            }
            return found;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("Expected a PEM certificate, it cannot be read", e);
        }
    }

    /** Whether a certificate is for all these names and will be valid for the third of its time that is left. */
    static boolean fits(String pem, Collection<String> names, Instant now) {
        X509Certificate certificate = parse(pem);
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        boolean fresh = now.isBefore(until.minusSeconds((until.getEpochSecond() - from.getEpochSecond()) / 3));
        return fresh && alternatives(certificate).equals(new TreeSet<>(names));
    }

    private static Set<String> alternatives(X509Certificate certificate) {
        try {
            Set<String> names = new TreeSet<>();
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            if (found != null) {
                found.forEach(each -> names.add(String.valueOf(each.get(1))));
            }
            return names;
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("The certificate's names cannot be read", e);
        }
    }
}
