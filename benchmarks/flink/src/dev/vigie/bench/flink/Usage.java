package dev.vigie.bench.flink;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has taken so far, by the same clocks as the bench's own process. */
record Usage(long cpuNanos, long compilingMillis) {

    static Usage now() {
        return new Usage(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
    }
}
