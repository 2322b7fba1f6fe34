package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key and the certificate that its clients must trust, made with the JDK's keytool. */
public final class Certificates {

    private static final String SECRET = "changeit";

    private final Path keys;
    private final Path pem;

    private Certificates(Path keys, Path pem) {
        this.keys = keys;
        this.pem = pem;
    }

    /**
     * Makes them in a directory.
     *
     * @param subject such as {@code dns:localhost}
     */
    public static Certificates of(Path directory, String subject) throws IOException, InterruptedException {
        Path keys = directory.resolve(subject.replace(':', '-') + ".p12");
        Path pem = directory.resolve(subject.replace(':', '-') + ".pem");
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-ext",
                "san=" + subject);
        keytool(keys, "-exportcert", "-rfc", "-alias", "server", "-file", pem.toString());
        return new Certificates(keys, pem);
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", SECRET));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    /** What the option {@code ca} takes. */
    public Path pem() {
        return pem;
    }

    /** Writes the key where a server that is not Java's reads it. */
    public Path keyPem() throws Exception {
        byte[] key = store().getKey("server", SECRET.toCharArray()).getEncoded();
        String lines = Base64.getMimeEncoder().encodeToString(key);
        return Files.writeString(
                Path.of(keys + ".key"), "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
    }

    SSLContext server() throws Exception {
        KeyStore store = store();
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, SECRET.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), null, null);
        return tls;
    }

    private KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, SECRET.toCharArray());
        }
        return store;
    }
}
