package dev.vigie.ingest;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Several logs in one file: {@code .zip}, {@code .tar}, {@code .tar.gz}, {@code .tgz} or {@code .tar.zst}, told by its
 * name. Its members are read as streams, one after the other, and nothing of it is ever written anywhere: their names,
 * which whoever made the archive chose, are only shown. Directories, links and what macOS adds are passed over.
 *
 * <p>At most {@value #MEMBERS_MAX} members, and at most {@value #EXPANSION_MAX} times as many bytes as the file has
 * once there is more than {@value #BYTES_FREE}: what grows more is a decompression bomb and no log.
 */
public final class LogArchive {

    static final int MEMBERS_MAX = 100_000;
    static final int EXPANSION_MAX = 500;
    static final long BYTES_FREE = 1L << 30;

    private static final int NAME_LENGTH_MAX = 512;
    /** A member's header is read whole, with a name as long as it says. */
    private static final long HEADER_BYTES_MAX = 1 << 20;
    /** A tar ends with two of them; whoever wrote it to its end wrote at least one. */
    private static final int END_MARK_BYTES = 512;

    private final Path path;
    private final long bytes;
    private final long bytesFree;
    private int members;
    private long unpacked;
    /** How many of the last bytes are zero. */
    private long zeros;

    /** Takes one member at a time. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes a member, or leaves it.
         *
         * @param number its place in the archive, from 0, the same at each reading
         * @param in its bytes, which cannot be read later
         */
        void member(int number, String name, InputStream in) throws IOException, UnreadableLogException;
    }

    private LogArchive(Path path, long bytes, long bytesFree) {
        this.path = path;
        this.bytes = bytes;
        this.bytesFree = bytesFree;
    }

    /** Whether the file's name is that of an archive. */
    public static boolean isNamedSo(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return isZip(name) || name.matches("(?s).*\\.(tar|tar\\.gz|tgz|tar\\.zst)");
    }

    private static boolean isZip(String name) {
        return name.endsWith(".zip");
    }

    /**
     * Visits all members in the order in which they lie.
     *
     * @throws UnreadableLogException if it is no such archive, is damaged, or grows out of all proportion
     * @throws IOException if the disk fails
     */
    public static void read(Path path, Visitor visitor) throws IOException, UnreadableLogException {
        read(path, BYTES_FREE, visitor);
    }

    /** @param bytesFree so much may be unpacked however small the file is */
    static void read(Path path, long bytesFree, Visitor visitor) throws IOException, UnreadableLogException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UnreadableLogException(path + ": no such file, or this user may not read it");
        }
        LogArchive archive = new LogArchive(path, Files.size(path), bytesFree);
        try {
            if (isZip(String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT))) {
                archive.readZip(visitor);
            } else {
                archive.readTar(visitor);
            }
        } catch (DamagedArchiveException e) {
            throw new UnreadableLogException(path + ": " + e.getMessage());
        }
    }

    private void readZip(Visitor visitor) throws IOException, UnreadableLogException {
        try (ZipFile zip = opened()) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    try (InputStream in = new Bounded(member(zip, entry))) {
                        visit(entry.getName(), new Member(in), visitor);
                        // As with a tar, whatever is damaged shows at the first reading.
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        }
    }

    private ZipFile opened() throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static InputStream member(ZipFile zip, ZipEntry entry) throws IOException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private void readTar(Visitor visitor) throws IOException, UnreadableLogException {
        try (BufferedInputStream file = Packing.buffered(Files.newInputStream(path));
                Bounded bounded = new Bounded(unpacked(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(bounded)) {
            for (TarArchiveEntry entry = next(tar, bounded); entry != null; entry = next(tar, bounded)) {
                if (entry.isSparse()) {
                    throw new DamagedArchiveException("holds " + shown(entry.getName()) + " with holes in it (a sparse"
                            + " file); unpack it and name the logs");
                }
                if (entry.isFile()) {
                    visit(entry.getName(), new Member(tar), visitor);
                }
                new Member(tar).transferTo(OutputStream.nullOutputStream());
            }
            if (zeros < END_MARK_BYTES) {
                throw new DamagedArchiveException("a damaged archive, or none (it lacks its end); unpack what can be"
                        + " saved of it and name the logs");
            }
        }
    }

    private static InputStream unpacked(BufferedInputStream file) throws IOException {
        try {
            return Packing.of(file).unpack(file);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** The next entry; what lies before it has been read to its end. */
    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, Bounded bounded) throws IOException {
        bounded.headerBytesLeft = HEADER_BYTES_MAX;
        try {
            TarArchiveEntry entry = tar.getNextEntry();
            bounded.headerBytesLeft = Long.MAX_VALUE;
            return entry;
        } catch (DamagedArchiveException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private void visit(String name, InputStream in, Visitor visitor) throws IOException, UnreadableLogException {
        if (members == MEMBERS_MAX) {
            throw new DamagedArchiveException("more than " + MEMBERS_MAX + " members; unpack it and name the logs");
        }
        int number = members++;
        boolean added = name.startsWith("__MACOSX/") || name.endsWith(".DS_Store");
        if (!added) {
            visitor.member(number, shown(name), in);
        }
    }

    private static String shown(String name) {
        return name.substring(Math.max(0, name.length() - NAME_LENGTH_MAX));
    }

    private static DamagedArchiveException damaged(Exception e) {
        return new DamagedArchiveException("a damaged archive, or none (" + e.getMessage() + "); unpack what can be"
                + " saved of it and name the logs");
    }

    /** Counts what all members have come to, and refuses a bomb. */
    private final class Bounded extends FilterInputStream {

        /** How much may be read for the header at hand; without a bound in a member. */
        private long headerBytesLeft = Long.MAX_VALUE;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = take(into, offset, length);
            unpacked += Math.max(0, read);
            headerBytesLeft -= Math.max(0, read);
            countZeros(into, offset, read);
            if (headerBytesLeft < 0) {
                throw new DamagedArchiveException("a damaged archive, or none (a member's name and header take more"
                        + " than " + HEADER_BYTES_MAX + " bytes); unpack what can be saved of it and name the logs");
            }
            if (unpacked > bytesFree && unpacked / EXPANSION_MAX > bytes) {
                throw new DamagedArchiveException("grows to more than " + EXPANSION_MAX + " times its size, as a"
                        + " decompression bomb does and no log; if it is one, unpack it and name the logs");
            }
            return read;
        }

        private void countZeros(byte[] read, int offset, int length) {
            int from = offset + Math.max(0, length);
            while (from > offset && read[from - 1] == 0) {
                from--;
            }
            zeros = from > offset ? offset + length - from : zeros + Math.max(0, length);
        }

        private int take(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(count, 1 << 13)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }
    }

    /** One member, whose reader must not close what it lies in. */
    private static final class Member extends FilterInputStream {

        Member(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (DamagedArchiveException e) {
                throw e;
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        @Override
        public void close() {}
    }

    /** Passes through a log's reader, for which it is a failing disk. */
    private static final class DamagedArchiveException extends IOException {

        private static final long serialVersionUID = 1;

        DamagedArchiveException(String message) {
            super(message);
        }
    }
}
