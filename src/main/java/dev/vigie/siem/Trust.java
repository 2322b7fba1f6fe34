package dev.vigie.siem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are trusted: those that the authorities of a PEM file signed, or the Java platform's. */
final class Trust {

    private static final String OPTION = "ca";
    private static final long FILE_BYTES_MAX = 1 << 20;

    private Trust() {}

    /** TLS for a receiver, by its option {@code ca}. */
    static SSLContext of(Target target) throws TargetException {
        Path file = target.file(OPTION);
        if (file == null) {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new TargetException("the Java platform's own TLS settings cannot be used: " + e.getMessage(), e);
            }
        }
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new TargetException(OPTION + ": " + file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            return trusting(file);
        } catch (IOException e) {
            throw Target.unreadable(OPTION, file, e);
        } catch (GeneralSecurityException e) {
            throw new TargetException(
                    OPTION + ": " + file + " must hold certificates in PEM, '-----BEGIN CERTIFICATE-----'", e);
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException, TargetException {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new TargetException(OPTION + ": " + file + " holds no certificate");
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
