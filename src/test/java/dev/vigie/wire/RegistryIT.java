package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigie.model.AccessEvent;
import dev.vigie.wire.RegistryException.Kind;
import dev.vigie.wire.SchemaRegistry.Compatibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry client, and the commands about schemas, against a real server. */
class RegistryIT {

    private static final String EVENTS = "vigie.events-value";
    private static final String ALERTS = "vigie.alerts-value";

    private static ApicurioServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = ApicurioServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void register_ourSchemas_areFoundByIdAndKeepTheirIds() throws Exception {
        SchemaRegistry registry = registry(server.url(), null, null);
        int events = registry.register(EVENTS, Schemas.accessEvent());
        int alerts = registry.register(ALERTS, Schemas.alert());
        assertThat(alerts).isNotEqualTo(events);
        assertThat(registry.register(EVENTS, Schemas.accessEvent())).isEqualTo(events);
        assertThat(registry(server.url(), null, null).schemaById(events)).isEqualTo(Schemas.accessEvent());
        assertFailure(Kind.NOT_FOUND, "not in the schema registry", () -> registry.schemaById(999_999));
    }

    @Test
    void messages_withTheRegistrysIds_areReadByAStranger() throws Exception {
        SchemaRegistry registry = registry(server.url(), null, null);
        Framing events = Framing.confluent(registry.register(EVENTS, Schemas.accessEvent()));
        Framing alerts = Framing.confluent(registry.register(ALERTS, Schemas.alert()));
        EventDecoder eventReader = new EventDecoder(registry(server.url(), null, null), List.of());
        AlertCodec alertReader = new AlertCodec(Framing.singleObject(), registry(server.url(), null, null), List.of());
        AccessEvent event = AvroEvents.event("m.petit");
        for (Framing framing : List.of(events, Framing.singleObject())) {
            assertThat(eventReader.decode(new EventEncoder(framing).encode(event)))
                    .isEqualTo(event);
        }
        for (Framing framing : List.of(alerts, Framing.singleObject())) {
            byte[] message = new AlertCodec(framing, registry, List.of()).encode(Alerts.FULL);
            assertThat(alertReader.decode(message)).isEqualTo(Alerts.FULL);
        }
    }

    @Test
    void messages_ofAnotherVersion_areResolvedThroughTheRegistry() throws Exception {
        SchemaRegistry registry = registry(server.url(), null, null);
        AccessEvent event = AvroEvents.event("m.petit");
        int newer = registry.register("evolving-value", AvroEvents.newer().toString());
        EventDecoder decoder = new EventDecoder(registry, List.of());
        assertThat(decoder.decode(AvroEvents.confluentMessage(newer, AvroEvents.newer(), event)))
                .isEqualTo(event);
    }

    @Test
    void register_incompatibleChange_isRefusedWithTheReason() throws Exception {
        SchemaRegistry registry = registry(server.url(), null, null);
        String subject = "strict-value";
        String changed = accountIsANumber();
        assertThat(registry.incompatibilities(subject, changed)).isEmpty();
        registry.register(subject, Schemas.accessEvent());
        registry.setCompatibility(subject, Compatibility.FULL);
        assertThat(registry.incompatibilities(subject, AvroEvents.newer().toString()))
                .isEmpty();
        assertThat(registry.incompatibilities(subject, changed))
                .singleElement()
                .asString()
                .contains("LONG");
        assertFailure(Kind.INCOMPATIBLE, "LONG", () -> registry.register(subject, changed));
        assertFailure(Kind.INVALID_SCHEMA, "no such schema", () -> registry.register("broken-value", "{nonsense"));
    }

    @Test
    void anyRequest_wrongUrl_saysSo() {
        for (String path : List.of("", "/apis/nope", "/ui")) {
            SchemaRegistry wrong = registry(server.root(path), null, null);
            assertFailure(Kind.MISCONFIGURED, "registry.url", () -> wrong.schemaById(1));
            assertFailure(Kind.MISCONFIGURED, "registry.url", () -> wrong.register(EVENTS, Schemas.accessEvent()));
        }
    }

    @Test
    void anyRequest_behindAPassword_needsTheRightOne() throws Exception {
        try (BasicAuthProxy proxy = new BasicAuthProxy(server.url(), "vigie", "right:one é")) {
            assertThat(registry(proxy.url(), "vigie", "right:one é").register(EVENTS, Schemas.accessEvent()))
                    .isPositive();
            SchemaRegistry wrong = registry(proxy.url(), "vigie", "wr0ng");
            assertFailure(Kind.REFUSED, "refuses user vigie", () -> wrong.register(EVENTS, Schemas.accessEvent()));
            SchemaRegistry nobody = registry(proxy.url(), null, null);
            assertFailure(Kind.REFUSED, "registry.password", () -> nobody.register(EVENTS, Schemas.accessEvent()));
        }
    }

    @Test
    void register_serverGoneAndBack_succeedsOnceItIsBack() throws Exception {
        try (ApicurioServer mortal = ApicurioServer.start()) {
            AtomicInteger waits = new AtomicInteger();
            SchemaRegistry patient = registry(mortal.url(), null, null, 1_000, millis -> {
                if (waits.getAndIncrement() == 1) {
                    restart(mortal);
                }
                Thread.sleep(millis);
            });
            int before = patient.register(EVENTS, Schemas.accessEvent());
            mortal.kill();
            SchemaRegistry hasty = registry(mortal.url(), null, null);
            assertFailure(Kind.UNREACHABLE, "cannot reach", () -> hasty.register(EVENTS, Schemas.accessEvent()));

            int after = patient.register(EVENTS, Schemas.accessEvent());
            assertThat(waits).hasValueGreaterThan(1);
            assertThat(before).isPositive();
            assertThat(hasty.schemaById(after)).isEqualTo(Schemas.accessEvent());
        }
    }

    @Test
    void schemasRegister_thenCheck_keepIdsAndHaveTheRegistryWatch() throws Exception {
        SchemaRegistry registry = registry(server.url(), null, null);
        Path config = config("commanded");
        assertThat(vigie("schemas", "check", "-c", config.toString()))
                .contains("exit 0")
                .containsPattern("commanded\\.alerts-value +yes")
                .containsPattern("commanded\\.events-value +yes");
        String first = vigie("schemas", "register", "-c", config.toString());
        assertThat(first).contains("exit 0");
        int events = id(first, "commanded.events-value");
        assertThat(registry.schemaById(events)).isEqualTo(Schemas.accessEvent());
        assertThat(registry.schemaById(id(first, "commanded.alerts-value"))).isEqualTo(Schemas.alert());
        assertThat(vigie("schemas", "register", "-c", config.toString())).isEqualTo(first);
        assertThat(vigie("schemas", "check", "-c", config.toString())).contains("exit 0");
        assertFailure(Kind.INCOMPATIBLE, "LONG", () -> registry.register("commanded.events-value", accountIsANumber()));
    }

    @Test
    void schemasCheckAndRegister_whatTheRegistryHasIsAnother_sayWhyNot() throws Exception {
        SchemaRegistry registry = registry(server.url(), null, null);
        registry.register("taken.events-value", accountIsANumber());
        registry.setCompatibility("taken.events-value", Compatibility.FULL_TRANSITIVE);
        Path config = config("taken");

        assertThat(vigie("schemas", "check", "-c", config.toString()))
                .contains("exit 1")
                .containsPattern("taken\\.events-value +no .*LONG")
                .containsPattern("taken\\.alerts-value +yes");
        assertThat(vigie("schemas", "register", "-c", config.toString()))
                .contains("exit 2")
                .contains("the schema breaks its subject's compatibility at " + server.url());
    }

    private static String accountIsANumber() {
        return Schemas.accessEvent()
                .replace("\"name\": \"account\", \"type\": \"string\"", "\"name\": \"account\", \"type\": \"long\"");
    }

    private Path config(String prefix) throws IOException {
        return Files.writeString(
                directory.resolve(prefix + ".yaml"),
                "topics: {prefix: " + prefix + "}\nregistry: {url: '" + server.url() + "'}\n");
    }

    private static int id(String table, String subject) {
        Matcher row = Pattern.compile("(?m)^" + Pattern.quote(subject) + " +([0-9,]+) +FULL_TRANSITIVE$")
                .matcher(table);
        assertThat(row.find()).as(table).isTrue();
        return Integer.parseInt(row.group(1).replace(",", ""));
    }

    /** What the command says, and how it ends. */
    private static String vigie(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.vigie.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }

    private static void restart(ApicurioServer server) {
        try {
            server.launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SchemaRegistry registry(URI url, @Nullable String user, @Nullable String password) {
        return registry(url, user, password, 2, Thread::sleep);
    }

    private static SchemaRegistry registry(
            URI url, @Nullable String user, @Nullable String password, int attempts, Retry.Sleeper sleeper) {
        Retry retry = new Retry(attempts, Duration.ofMillis(50), Duration.ofMillis(200), new Random(1), sleeper);
        return new ConfluentRegistry(
                new RegistrySettings(url, user, password, null, Duration.ofSeconds(20), retry), InstantSource.system());
    }

    private static void assertFailure(Kind kind, String message, Callable<?> request) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, request::call);
        assertThat(failure).isNotNull().hasMessageContaining(message);
        assertThat(failure.kind()).isEqualTo(kind);
    }
}
