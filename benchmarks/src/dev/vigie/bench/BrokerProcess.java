package dev.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real broker in a JVM of its own, so that its CPU time is told apart from its clients'. */
public final class BrokerProcess implements AutoCloseable {

    private final ChildJvm process;
    private final String bootstrap;

    private BrokerProcess(ChildJvm process) throws IOException {
        this.process = process;
        this.bootstrap = process.readLine();
    }

    public static BrokerProcess start(Path data) throws IOException {
        return new BrokerProcess(ChildJvm.start(BrokerMain.class, List.of("-Xmx1g"), List.of(data.toString())));
    }

    public String bootstrap() {
        return bootstrap;
    }

    long cpuNanos() {
        return process.cpuNanos();
    }

    @Override
    public void close() {
        process.close();
    }
}
