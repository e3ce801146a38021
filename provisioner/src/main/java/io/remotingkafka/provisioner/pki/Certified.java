package io.remotingkafka.provisioner.pki;

/**
 * A certificate and its key.
 *
 * @param certificate PEM
 * @param key PKCS 8, PEM; never shown
 */
public record Certified(String certificate, String key) {
    /** Key and certificate in one text: the form in which Kafka takes a PEM key store. */
    public String keyStore() {
        return key + certificate;
    }

    @Override
    public String toString() {
        return "Certified[certificate=" + certificate + ", key=***]";
    }
}
