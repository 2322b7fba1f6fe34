package dev.vigie.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** The clocks of one run: of the wall, of the processes, of allocation. */
final class Meter {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLION = 1e6;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final BrokerProcess broker;
    private final long cpuNanos;
    private final long brokerCpuNanos;
    private final long allocatedBytes;
    private final long compilingMillis;
    private long runningNanos;

    /** Starts all clocks but the wall's. */
    Meter(BrokerProcess broker) {
        this.broker = broker;
        this.cpuNanos = system.getProcessCpuTime();
        this.brokerCpuNanos = broker.cpuNanos();
        this.allocatedBytes = allocatedBytes();
        this.compilingMillis = compiler.getTotalCompilationTime();
    }

    /** The job may read from now on. */
    void running() {
        runningNanos = System.nanoTime();
    }

    /** @param elsewhere what it took where another process did the work; null where this one did */
    Sample done(long events, @Nullable Spent elsewhere) {
        double millions = events / MILLION;
        Spent spent = elsewhere != null ? elsewhere : here();
        return new Sample(
                events * NANOS_PER_SECOND / spent.nanos(),
                spent.cpuNanos() / NANOS_PER_SECOND / millions,
                (broker.cpuNanos() - brokerCpuNanos) / NANOS_PER_SECOND / millions,
                spent.allocatedBytes() / events,
                spent.compilingMillis() * NANOS_PER_MILLI / spent.cpuNanos());
    }

    private Spent here() {
        return new Spent(
                System.nanoTime() - runningNanos,
                system.getProcessCpuTime() - cpuNanos,
                allocatedBytes() - allocatedBytes,
                compiler.getTotalCompilationTime() - compilingMillis);
    }

    private long allocatedBytes() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
