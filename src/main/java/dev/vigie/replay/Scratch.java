package dev.vigie.replay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Factory;

/**
 * Temporary files that nobody else can read, ever: what does not fit the heap lies on the disk packed (LZ4, which takes
 * no more time than it saves: sorted, one thing much resembles the next) and encrypted (AES-128 in counter mode, NIST
 * SP 800-38A), each file under a key of its own that only this process has, so that neither a crash, nor a disk's spare
 * blocks, nor its backup keep what was read. (A replay that may be {@linkplain ReadJournal resumed} writes some keys
 * down.) Whoever can change the files while a replay runs can spoil the results: they are not authenticated; blocks
 * have checksums (CRC-32C, which processors compute) against accidents.
 *
 * <p>A key serves for one file and one writing, so that no two texts ever meet the same counter. Open files cost some
 * 100 KiB of heap each. Safe for use by several threads; a file is one thread's.
 */
final class Scratch {

    /** What is packed at once. */
    private static final int BLOCK_BYTES = 1 << 15;
    /** What is deciphered at once. */
    private static final int BUFFER_BYTES = 1 << 14;
    /** What the names of the files begin with. */
    static final String PREFIX = "scratch-";

    private static final int KEY_BYTES = 16;
    private static final IvParameterSpec FIRST_COUNTER = new IvParameterSpec(new byte[16]);

    private final Path directory;
    private final Milestone milestone;
    private final SecureRandom random = new SecureRandom();
    private int files;

    /**
     * @param directory where the files go; only the user may enter it, and it is removed with what is in it
     * @param milestone where whoever reads a file learns that it is time to stop: to merge many takes long
     */
    Scratch(Path directory, Milestone milestone) {
        this.directory = directory;
        this.milestone = milestone;
    }

    /** A file that was begun. */
    static final class TemporaryFile {
        private final Path path;
        private final byte[] key;
        private final Milestone milestone;

        private TemporaryFile(Path path, byte[] key, Milestone milestone) {
            this.path = path;
            this.key = key;
            this.milestone = milestone;
        }

        String name() {
            return String.valueOf(path.getFileName());
        }

        /** What it takes to read it again. */
        byte[] key() {
            return key.clone();
        }

        /** To be written once. */
        DataOutputStream write() throws IOException {
            OutputStream file = new CipherOutputStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), cipher(Cipher.ENCRYPT_MODE, key));
            return new DataOutputStream(new Packed(file));
        }

        DataInputStream read() throws IOException {
            InputStream in = Files.newInputStream(path);
            return new DataInputStream(LZ4BlockInputStream.newBuilder()
                    .withChecksum(new CRC32C())
                    .build(new Deciphered(in, cipher(Cipher.DECRYPT_MODE, key), milestone)));
        }

        /** Sees to it that what was written survives the machine. */
        void force() throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }

        void delete() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /** A new file, which is there from its writing on. */
    synchronized TemporaryFile newFile() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path path = directory.resolve(PREFIX + files++);
        while (Files.exists(path)) {
            path = directory.resolve(PREFIX + files++);
        }
        return new TemporaryFile(path, key, milestone);
    }

    /** A file that another process wrote. */
    TemporaryFile writtenBefore(String name, byte[] key) {
        return new TemporaryFile(directory.resolve(name), key.clone(), milestone);
    }

    private static Cipher cipher(int mode, byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), FIRST_COUNTER);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /** Closes the file also where its last block cannot be written. */
    private static final class Packed extends LZ4BlockOutputStream {

        Packed(OutputStream file) {
            super(file, BLOCK_BYTES, LZ4Factory.fastestInstance().fastCompressor(), new CRC32C(), false);
        }

        @Override
        public void close() throws IOException {
            OutputStream file = out;
            try {
                super.close();
            } finally {
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    /** Reads by the buffer; Java's own does by 512 bytes. */
    private static final class Deciphered extends InputStream {
        private final InputStream in;
        private final Cipher cipher;
        private final Milestone milestone;
        private final byte[] enciphered = new byte[BUFFER_BYTES];
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int next;
        private int end;

        Deciphered(InputStream in, Cipher cipher, Milestone milestone) {
            this.in = in;
            this.cipher = cipher;
            this.milestone = milestone;
        }

        private boolean fill() throws IOException {
            while (next == end) {
                milestone.check();
                int read = in.read(enciphered);
                if (read < 0) {
                    return false;
                }
                try {
                    // Counter mode is a stream: as much comes out as went in.
                    end = cipher.update(enciphered, 0, read, buffer, 0);
                } catch (ShortBufferException e) {
                    throw new IllegalStateException("counter mode made more of it", e);
                }
                next = 0;
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, end - next);
            System.arraycopy(buffer, next, into, offset, count);
            next += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
