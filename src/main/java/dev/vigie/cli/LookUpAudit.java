package dev.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.replay.Replay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that notes who looked people up: a line of JSON for each look-up, with the time, the user of the operating
 * system, the command, the reason given and what was asked for; people as keyed hashes, never by their ids. A line is
 * there before its answer is given: a look-up that cannot be noted is not answered. It is appended to, and nothing of
 * it is ever changed here.
 *
 * <p>It keeps honest people honest. Who holds the key or the logs can look people up without Vigie.
 */
final class LookUpAudit implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNER_ONLY = "rw-------";

    private final @Nullable FileChannel file;
    private final String command;
    private final String reason;
    private final InstantSource clock;

    private LookUpAudit(@Nullable FileChannel file, String command, String reason, InstantSource clock) {
        this.file = file;
        this.command = command;
        this.reason = reason;
        this.clock = clock;
    }

    /** Notes nothing. */
    static LookUpAudit none() {
        return new LookUpAudit(null, "", "", InstantSource.system());
    }

    /** Opens a file, which is made where it is not there, for its owner to read alone. */
    static LookUpAudit open(Path file, String command, String reason, InstantSource clock) throws IOException {
        boolean hasOwners = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owners = hasOwners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), owners);
        return new LookUpAudit(channel, command, reason, clock);
    }

    /** Notes that a person was looked up. */
    void noteSubject(String hash) throws IOException {
        write(JSON.createObjectNode().put("subject", hash));
    }

    /**
     * Notes a file about people that is ready and not yet given.
     *
     * @param asked what was asked for, such as {@code alert=ID}
     */
    void noteFile(List<String> asked, Path answer) throws IOException {
        if (file != null) {
            ObjectNode about = JSON.createObjectNode();
            asked.forEach(about.putArray("asked")::add);
            write(about.put("sha256", Replay.sha256(answer)));
        }
    }

    private void write(ObjectNode about) throws IOException {
        if (file == null) {
            return;
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("at", Instant.ofEpochMilli(clock.millis()).toString());
        line.put("by", user());
        line.put("command", command);
        line.setAll(about);
        line.put("reason", reason);
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** As the operating system says; the property {@code user.name} is what whoever starts Vigie wants it to be. */
    private static String user() {
        return ProcessHandle.current().info().user().orElse("unknown");
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            try (file) {
                file.force(true);
            }
        }
    }
}
