package dev.vigie.stream;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import dev.vigie.rule.SigmaLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Rules in a directory, which is read again and again: a Kubernetes ConfigMap changes by exchanging a link, and network
 * file systems tell nobody of changes.
 */
public final class RuleDirectory implements RuleSource {

    private final Path directory;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param interval between two readings */
    public RuleDirectory(Path directory, Duration interval) {
        this.directory = directory;
        this.interval = interval;
    }

    @Override
    public List<RuleFile> read() throws RuleException, InterruptedException {
        boolean ended = closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
        return ended ? List.of() : SigmaLoader.files(directory);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
