package io.remotingkafka.provisioner.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * The authority that vouches for the brokers of one cluster, and for us towards them. Keys are on the curve P-256:
 * made in a millisecond, and every TLS library takes them.
 */
public final class CertificateAuthority {
    /** How long an authority lasts. */
    static final Duration AUTHORITY_VALIDITY = Duration.ofDays(10 * 365);

    /** How long what it signs lasts. */
    static final Duration VALIDITY = Duration.ofDays(365);

    /** Clocks differ: what is made now is valid already. */
    private static final Duration BACKDATED = Duration.ofMinutes(10);

    private static final int SERIAL_BITS = 127;

    private final Certified certified;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(Certified certified, X509Certificate certificate, PrivateKey key) {
        this.certified = certified;
        this.certificate = certificate;
        this.key = key;
    }

    /** A new authority, which signs itself. */
    public static CertificateAuthority create(String commonName, Instant now) {
        try {
            KeyPair pair = newKey();
            X500Name name = new X500Name("CN=" + commonName);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    serial(),
                    date(now.minus(BACKDATED)),
                    date(now.plus(AUTHORITY_VALIDITY)),
                    name,
                    pair.getPublic());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
            X509Certificate certificate = sign(builder, pair.getPrivate());
            return new CertificateAuthority(
                    new Certified(pem(certificate), keyPem(pair.getPrivate())), certificate, pair.getPrivate());
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("No authority could be made", e);
        }
    }

    /**
     * An authority made before.
     *
     * @throws IllegalArgumentException if the texts are not what {@link #create} wrote
     */
    public static CertificateAuthority load(Certified certified) {
        try {
            return new CertificateAuthority(
                    certified, Certificates.parse(certified.certificate()), parseKey(certified.key()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The authority's key cannot be read", e);
        }
    }

    /**
     * A key and its certificate, for a server and a client alike.
     *
     * @param commonName the whole of the subject, which is the name that Kafka knows
     * @param names DNS names and IP addresses
     */
    public Certified issue(String commonName, List<String> names, Instant now) {
        try {
            KeyPair pair = newKey();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(),
                    date(now.minus(BACKDATED)),
                    date(now.plus(VALIDITY)),
                    new X500Name("CN=" + commonName),
                    pair.getPublic());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(certificate));
            if (!names.isEmpty()) {
                GeneralName[] alternatives =
                        names.stream().map(CertificateAuthority::alternative).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
            return new Certified(pem(sign(builder, key)), keyPem(pair.getPrivate()));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("No certificate could be issued for " + commonName, e);
        }
    }

    /** Its certificate and key, for keeping. */
    public Certified certified() {
        return certified;
    }

    private static GeneralName alternative(String name) {
        boolean address = IPAddress.isValid(name);
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        X509CertificateHolder holder = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }

    private static String pem(X509Certificate certificate) {
        return write(certificate);
    }

    private static String keyPem(PrivateKey key) {
        try {
            return write(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new IllegalStateException("A key has no PEM form", e);
        }
    }

    private static String write(Object content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new IllegalStateException("It has no PEM form", e);
        }
        return text.toString();
    }

    private static PrivateKey parseKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            throw new IOException("no PKCS 8 key in it");
        }
    }
}
