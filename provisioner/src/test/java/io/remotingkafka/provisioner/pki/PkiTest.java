package io.remotingkafka.provisioner.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PkiTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> NAMES = List.of("kafka", "kafka-0.kafka-headless.ns.svc", "172.31.255.1");

    @Test
    void whatWasKeptIsTheSame() {
        Pki pki = Pki.create("demo", NAMES, NOW);

        Pki loaded = Pki.load(pki.authoritySecret());

        assertThat(loaded).isEqualTo(pki);
        assertThat(loaded.fittedTo(NAMES, NOW)).isEqualTo(pki);
    }

    @Test
    void otherNamesGetAnotherCertificateFromTheSameAuthority() {
        Pki pki = Pki.create("demo", NAMES, NOW);

        Pki fitted = pki.fittedTo(List.of("kafka", "other"), NOW);

        assertThat(fitted.authority()).isEqualTo(pki.authority());
        assertThat(fitted.broker()).isNotEqualTo(pki.broker());
        assertThat(fitted.admin()).isEqualTo(pki.admin());
    }

    @Test
    void aCertificateIsRenewedInItsLastThird() {
        Pki pki = Pki.create("demo", NAMES, NOW);

        assertThat(pki.fittedTo(NAMES, NOW.plus(Duration.ofDays(200))).broker()).isEqualTo(pki.broker());
        assertThat(pki.fittedTo(NAMES, NOW.plus(Duration.ofDays(300))).broker()).isNotEqualTo(pki.broker());
    }

    @Test
    void atEachRoundOfANewAuthorityEverybodyTrustsEverybody() {
        Pki before = Pki.create("demo", NAMES, NOW);
        Pki announced = before.announceAuthority("demo", NOW);
        Pki renewed = announced.renewed(NAMES, NOW);

        // A rolling restart mixes one round's brokers with the next one's.
        assertTrusts(before, announced.broker());
        assertTrusts(announced, before.broker());
        assertTrusts(announced, renewed.broker());
        assertTrusts(renewed, announced.broker());
        assertThat(renewed.authority()).isNotEqualTo(before.authority());
    }

    @Test
    void aKeyIsNeverShown() {
        Pki pki = Pki.create("demo", NAMES, NOW);

        assertThat(pki.toString()).doesNotContain("PRIVATE KEY");
    }

    private static void assertTrusts(Pki who, Certified whom) {
        X509Certificate certificate = Certificates.parse(whom.certificate());
        X509Certificate issuer = Certificates.parseAll(who.trust()).stream()
                .filter(authority -> signed(authority, certificate))
                .findFirst()
                .orElseThrow();
        assertThatCode(() -> certificate.verify(issuer.getPublicKey())).doesNotThrowAnyException();
    }

    private static boolean signed(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (java.security.GeneralSecurityException e) {
            return false;
        }
    }
}
