package dev.vigie.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes the pages that tell people of a replay's folder: a function of the folder's other files. */
@FunctionalInterface
public interface FolderPages {

    /** No pages. */
    FolderPages NONE = directory -> Map.of();

    /**
     * The pages' texts by the names of their files, which are some of {@link Replay#resultNames}.
     *
     * @param directory where the other files lie, complete, but for these pages in the manifest
     */
    Map<String, String> of(Path directory) throws IOException;
}
