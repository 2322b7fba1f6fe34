package dev.vigie.monitor;

import java.io.IOException;

/** The endpoints of a running program, and what is to be seen there. */
public final class Monitor implements AutoCloseable {

    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final MonitorServer server;

    private Monitor(MonitorSettings settings, String version) throws IOException {
        MonitorServer.limit();
        metrics.release(version);
        metrics.show(Metric.LIVE, to -> health.now().forEach((part, is) -> to.add(is.live() ? 1 : 0, part)));
        metrics.show(Metric.READY, to -> health.now().forEach((part, is) -> to.add(is.ready() ? 1 : 0, part)));
        this.server = MonitorServer.start(settings, metrics, health);
    }

    /**
     * Begins to serve: until parts are watched the program is alive and not ready.
     *
     * @throws IOException if the address cannot be listened at
     */
    public static Monitor start(MonitorSettings settings, String version) throws IOException {
        return new Monitor(settings, version);
    }

    public Metrics metrics() {
        return metrics;
    }

    public Health health() {
        return health;
    }

    /** The port, which the settings may have left open. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
