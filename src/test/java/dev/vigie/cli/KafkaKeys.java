package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates of a broker and its users, made with the JDK's keytool. Each certificate stands for itself. */
final class KafkaKeys {

    static final String PASSWORD = "changeit";

    private static final String BROKER = "broker";

    private final Path directory;

    /** @param directory where they are made */
    KafkaKeys(Path directory, List<String> users) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        make(BROKER, brokerCertificate());
        for (String user : users) {
            make(user, userCertificates());
        }
    }

    private void make(String name, Path certificates) throws IOException, InterruptedException {
        Path keys = keys(name);
        keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1");
        Path pem = directory.resolve(name + ".pem");
        keytool(keys, "-exportcert", "-rfc", "-file", pem.toString());
        Files.writeString(
                certificates, Files.readString(pem), UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "own", "-storetype", "PKCS12", "-keystore", keys.toString()));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    Path brokerKeys() {
        return keys(BROKER);
    }

    /** Key and certificate of a user, or of whoever is named. */
    Path keys(String user) {
        return directory.resolve(user + ".p12");
    }

    /** What users trust; PEM. */
    Path brokerCertificate() {
        return directory.resolve("broker-ca.pem");
    }

    /** What the broker trusts; PEM. */
    Path userCertificates() {
        return directory.resolve("users-ca.pem");
    }
}
