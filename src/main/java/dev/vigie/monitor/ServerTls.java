package dev.vigie.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's certificate and key from two PEM files, as Kubernetes mounts them from a TLS secret. */
public final class ServerTls {

    private static final long FILE_BYTES_MAX = 1 << 20;
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private ServerTls() {}

    /**
     * TLS with the chain of certificates in one file, the server's own first, and its key, PKCS #8, in the other.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if one does not hold what it should; the message says what would be right, and
     *     nothing of the key
     */
    public static SSLContext of(Path certificates, Path key) throws IOException, GeneralSecurityException {
        Certificate[] chain = chain(certificates);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key(key), new char[0], chain);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), null, null);
        return tls;
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(read(file)))
                .toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw new GeneralSecurityException("no certificate in PEM, '-----BEGIN CERTIFICATE-----'");
        }
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(new String(read(file), US_ASCII));
        if (pem.find()) {
            try {
                PKCS8EncodedKeySpec encoded =
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
                for (String algorithm : ALGORITHMS) {
                    try {
                        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
                    } catch (InvalidKeySpecException e) {
                        // A key of another kind.
                    }
                }
            } catch (IllegalArgumentException e) {
                // No base 64: said below.
            }
        }
        throw new GeneralSecurityException("no PKCS #8 key in PEM, '-----BEGIN PRIVATE KEY-----';"
                + " 'openssl pkcs8 -topk8 -nocrypt' makes one of other kinds");
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException("more than " + FILE_BYTES_MAX + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
