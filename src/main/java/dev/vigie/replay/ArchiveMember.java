package dev.vigie.replay;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A member of a zip that is being written, in a scratch file meanwhile: its length and checksum stand before it in the
 * archive, and are known when it has ended. It is stored as it is, under a time that says nothing, so that the same
 * members make the same archive on every machine.
 */
final class ArchiveMember extends OutputStream {

    /** Not the first day of 1980, which Java takes for "before" and writes by the machine's time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final String name;
    private final Scratch.TemporaryFile file;
    private final HashedOutput out;
    private final CRC32 checksum = new CRC32();

    ArchiveMember(String name, Scratch scratch) throws IOException {
        this.name = name;
        this.file = scratch.newFile();
        this.out = new HashedOutput(file.write());
    }

    String name() {
        return name;
    }

    /** How many bytes it has so far. */
    long bytes() {
        return out.bytes();
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        checksum.update(value);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        checksum.update(from, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Ends it, and puts it into an archive; returns its SHA-256. */
    String moveTo(ZipOutputStream archive) throws IOException {
        close();
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        entry.setSize(out.bytes());
        entry.setCrc(checksum.getValue());
        archive.putNextEntry(entry);
        try (DataInputStream in = file.read()) {
            in.transferTo(archive);
        }
        archive.closeEntry();
        file.delete();
        return out.sha256();
    }
}
