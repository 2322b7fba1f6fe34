package dev.vigie.stream;

import dev.vigie.rule.RuleException;
import dev.vigie.rule.RuleFile;
import java.util.List;

/** Where rules come from while the detector runs. Used by one thread. */
public interface RuleSource extends AutoCloseable {

    /**
     * The files as they are now; takes a moment, so that it can be called again and again.
     *
     * @throws RuleException if a file cannot be read
     */
    List<RuleFile> read() throws RuleException, InterruptedException;

    /** Such as the directory's path. */
    @Override
    String toString();

    @Override
    void close();
}
