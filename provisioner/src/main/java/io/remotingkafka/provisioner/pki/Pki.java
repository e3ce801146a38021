package io.remotingkafka.provisioner.pki;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All certificates of one cluster, as its two Secrets hold them: one with the authority and our own key, which no pod
 * mounts, and one for the brokers.
 *
 * <p>An authority is replaced in two rounds, each of which restarts one broker after the other: first everybody learns
 * to trust the next one ({@link #announceAuthority}), then its certificates are used ({@link #renewed}). At no time is a
 * broker's certificate unknown to another.
 *
 * @param authority who signs
 * @param trusted whom to trust: PEM certificates, the authority's own among them
 * @param next who will sign after the next round
 * @param broker the brokers' certificate
 * @param admin ours
 */
public record Pki(
        Certified authority, List<String> trusted, Optional<Certified> next, Certified broker, Certified admin) {
    /** Who the brokers are to each other: a super user. */
    public static final String BROKER = "kafka-broker";

    /** Who we are to the brokers: a super user as well. */
    public static final String ADMIN = "remoting-kafka-provisioner";

    /** In the brokers' Secret: key and certificate. */
    public static final String KEY_STORE = "broker.pem";

    /** In the brokers' Secret: whom to trust. */
    public static final String TRUST_STORE = "trust.pem";

    private static final String CA_CERTIFICATE = "ca.crt";
    private static final String CA_KEY = "ca.key";
    private static final String TRUSTED = "trusted.crt";
    private static final String NEXT_CERTIFICATE = "next-ca.crt";
    private static final String NEXT_KEY = "next-ca.key";
    private static final String ADMIN_CERTIFICATE = "admin.crt";
    private static final String ADMIN_KEY = "admin.key";
    private static final String BROKER_CERTIFICATE = "broker.crt";
    private static final String BROKER_KEY = "broker.key";

    /** New certificates, from a new authority. */
    public static Pki create(String cluster, List<String> brokerNames, Instant now) {
        CertificateAuthority authority = CertificateAuthority.create("remoting-kafka " + cluster, now);
        return new Pki(
                authority.certified(),
                List.of(authority.certified().certificate()),
                Optional.empty(),
                authority.issue(BROKER, brokerNames, now),
                authority.issue(ADMIN, List.of(), now));
    }

    /**
     * What the authority's Secret holds.
     *
     * @throws IllegalArgumentException if it is not what {@link #authoritySecret} wrote
     */
    public static Pki load(Map<String, String> data) {
        Optional<Certified> next = data.containsKey(NEXT_KEY)
                ? Optional.of(new Certified(data.get(NEXT_CERTIFICATE), data.get(NEXT_KEY)))
                : Optional.empty();
        return new Pki(
                new Certified(required(data, CA_CERTIFICATE), required(data, CA_KEY)),
                List.of(required(data, TRUSTED)),
                next,
                new Certified(required(data, BROKER_CERTIFICATE), required(data, BROKER_KEY)),
                new Certified(required(data, ADMIN_CERTIFICATE), required(data, ADMIN_KEY)));
    }

    /** The same, but what ends soon or is for other names is issued anew. */
    public Pki fittedTo(List<String> brokerNames, Instant now) {
        boolean brokerFits = Certificates.fits(broker.certificate(), brokerNames, now);
        boolean adminFits = Certificates.fits(admin.certificate(), List.of(), now);
        if (brokerFits && adminFits) {
            return this;
        }
        CertificateAuthority signer = CertificateAuthority.load(authority);
        return new Pki(
                authority,
                trusted,
                next,
                brokerFits ? broker : signer.issue(BROKER, brokerNames, now),
                adminFits ? admin : signer.issue(ADMIN, List.of(), now));
    }

    /** The first round of a new authority: it is trusted, and signs nothing yet. */
    public Pki announceAuthority(String cluster, Instant now) {
        if (next.isPresent()) {
            return this;
        }
        Certified announced =
                CertificateAuthority.create("remoting-kafka " + cluster, now).certified();
        return new Pki(
                authority,
                List.of(authority.certificate(), announced.certificate()),
                Optional.of(announced),
                broker,
                admin);
    }

    /** All certificates anew: from the authority that was announced, if one was. Its predecessor stays trusted. */
    public Pki renewed(List<String> brokerNames, Instant now) {
        Certified signing = next.orElse(authority);
        CertificateAuthority signer = CertificateAuthority.load(signing);
        return new Pki(
                signing,
                trusted,
                Optional.empty(),
                signer.issue(BROKER, brokerNames, now),
                signer.issue(ADMIN, List.of(), now));
    }

    /** Whom clients trust, as one PEM text. */
    public String trust() {
        return String.join("", trusted);
    }

    /** The Secret that no pod mounts. */
    public Map<String, String> authoritySecret() {
        Map<String, String> data = new TreeMap<>();
        data.put(CA_CERTIFICATE, authority.certificate());
        data.put(CA_KEY, authority.key());
        data.put(TRUSTED, trust());
        data.put(BROKER_CERTIFICATE, broker.certificate());
        data.put(BROKER_KEY, broker.key());
        data.put(ADMIN_CERTIFICATE, admin.certificate());
        data.put(ADMIN_KEY, admin.key());
        next.ifPresent(certified -> {
            data.put(NEXT_CERTIFICATE, certified.certificate());
            data.put(NEXT_KEY, certified.key());
        });
        return data;
    }

    /** The Secret that brokers mount. */
    public Map<String, String> brokerSecret() {
        return Map.of(KEY_STORE, broker.keyStore(), TRUST_STORE, trust());
    }

    private static String required(Map<String, String> data, String key) {
        String value = data.get(key);
        if (value == null) {
            throw new IllegalArgumentException("The authority's Secret has no " + key);
        }
        return value;
    }
}
