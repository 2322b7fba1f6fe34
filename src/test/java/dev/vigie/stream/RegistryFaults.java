package dev.vigie.stream;

import dev.vigie.wire.ApicurioServer;
import dev.vigie.wire.ConfluentRegistry;
import dev.vigie.wire.RegistryProxy;
import dev.vigie.wire.RegistrySettings;
import dev.vigie.wire.Retry;
import dev.vigie.wire.Schemas;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema registry that is gone, slow, or talks nonsense, by {@code -Pfaults}. */
final class RegistryFaults {

    private static final int EVENTS = 4_000;
    private static final int PER_SECOND = 200;
    private static final double AT_WORK = 0.3;

    private static Broker broker;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private interface Fault {
        void happen(ApicurioServer registry, RegistryProxy proxy, VigieProcess vigie, FaultRun run) throws Exception;
    }

    private void trial(String name, String what, Fault fault) throws Exception {
        FaultRun.trial(directory, broker, name, what, EVENTS, run -> {
            ApicurioServer registry = ApicurioServer.start();
            RegistryProxy proxy = new RegistryProxy(registry.url());
            ConfluentRegistry reader = new ConfluentRegistry(
                    new RegistrySettings(
                            registry.url(), null, null, null, Duration.ofSeconds(10), Retry.usual(new Random(1))),
                    InstantSource.system());
            // In Vigie's order: a registry that has lost its memory gives the same ids again.
            reader.register(run.topics().events() + "-value", Schemas.accessEvent());
            reader.register(run.topics().alerts() + "-value", Schemas.alert());
            run.readBy(reader);
            run.atEnd(registry::close);
            run.atEnd(proxy::close);
            fault.happen(registry, proxy, run.vigie(0, 0, "registry: {url: '" + proxy.url() + "'}"), run);
            return "";
        });
    }

    @Test
    void goneAtTheStart_isWaitedFor() throws Exception {
        trial(
                "registry-gone-at-start",
                "registry gone at the start, there after 15 s",
                (registry, proxy, vigie, run) -> {
                    registry.kill();
                    run.load(PER_SECOND);
                    vigie.start();
                    FaultRun.pass(Duration.ofSeconds(15));
                    registry.startAgain();
                });
    }

    @Test
    void goneWhileRunning_isNotNoticed() throws Exception {
        trial("registry-gone", "registry killed under load, not back before the end", (registry, proxy, vigie, run) -> {
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(AT_WORK);
            registry.kill();
        });
    }

    @Test
    void goneWithTheDetector_andBackWithTheSameIds_changesNothing() throws Exception {
        String what = "registry and detector killed, the registry 15 s later empty, and given the same ids";
        trial("registry-forgets", what, (registry, proxy, vigie, run) -> {
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(AT_WORK);
            registry.kill();
            vigie.kill();
            vigie.start();
            FaultRun.pass(Duration.ofSeconds(15));
            registry.startAgain();
        });
    }

    @Test
    void slow_isWaitedFor() throws Exception {
        trial(
                "registry-slow",
                "registry answers after 4 s; the detector killed meanwhile",
                (registry, proxy, vigie, run) -> {
                    proxy.be(RegistryProxy.Mood.SLOW);
                    run.load(PER_SECOND);
                    vigie.start();
                    run.awaitDetected(AT_WORK);
                    vigie.kill();
                    vigie.start();
                });
    }

    @Test
    void nonsense_isNotBelieved() throws Exception {
        String what = "registry answers nonsense for 20 s; the detector killed meanwhile";
        trial("registry-nonsense", what, (registry, proxy, vigie, run) -> {
            vigie.start();
            run.load(PER_SECOND);
            run.awaitDetected(AT_WORK);
            proxy.be(RegistryProxy.Mood.NONSENSE);
            vigie.kill();
            vigie.start();
            FaultRun.pass(Duration.ofSeconds(20));
            proxy.be(RegistryProxy.Mood.SANE);
        });
    }
}
