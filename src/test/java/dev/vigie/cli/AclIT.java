package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigie.cli.SecuredBroker.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rights in {@code k8s/strimzi}, given to the users of a real broker: they are enough, and no more than that. */
@Timeout(180)
final class AclIT {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration REFUSED = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start(directory.resolve("kafka"), List.of("vigie", "operator-atlas", "soc"));
        ManifestRights.read().grant(broker);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** A token's turn is in {@code AclFaults}. */
    @ParameterizedTest
    @EnumSource(names = {"MTLS", "SCRAM"})
    void run_withTheRightsOfTheManifests_alerts(Login login) throws Exception {
        SecuredClients others = new SecuredClients(broker, login);
        try (SecuredVigie vigie = SecuredVigie.start(
                broker, login, directory.resolve(login.name()), "assignments: {topic: vigie.assignments}")) {
            assertThat(vigie.awaitRunning(DEADLINE)).as("%s", vigie.said()).isTrue();
            others.steal("account-" + login);
            assertThat(others.isAlert("account-" + login, DEADLINE))
                    .as("%s", vigie.said())
                    .isTrue();
        }
    }

    @Test
    void others_seeNoMoreThanIsTheirs() {
        SecuredClients others = new SecuredClients(broker, Login.SCRAM);
        for (String topic : List.of("vigie.logs.atlas", "vigie.events")) {
            assertThatThrownBy(() -> others.find("soc", topic, REFUSED, record -> true))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
        assertThatThrownBy(() -> others.find("operator-atlas", "vigie.logs.atlas", REFUSED, record -> true))
                .isInstanceOf(AuthorizationException.class);
        for (String user : List.of("operator-atlas", "soc")) {
            for (String topic : List.of("vigie.alerts", "vigie.assignments")) {
                assertThatThrownBy(() -> others.write(user, topic, "{}"))
                        .hasCauseInstanceOf(AuthorizationException.class);
            }
        }
    }

    @Test
    void whoProvesNothing_isRefused() {
        Map<String, Object> guesser = new HashMap<>(broker.clientOf("soc", Login.SCRAM));
        guesser.computeIfPresent(
                "sasl.jaas.config", (key, value) -> value.toString().replace("secret-", "guessed-"));
        assertThatThrownBy(() -> describe(guesser)).hasRootCauseInstanceOf(SaslAuthenticationException.class);
        Map<String, Object> unproven = new HashMap<>(broker.clientOf("soc", Login.MTLS));
        unproven.keySet().removeIf(key -> key.startsWith("ssl.keystore"));
        assertThatThrownBy(() -> describe(unproven)).hasRootCauseInstanceOf(SSLException.class);
    }

    private static void describe(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.describeTopics(List.of("vigie.alerts")).allTopicNames().get();
        }
    }
}
