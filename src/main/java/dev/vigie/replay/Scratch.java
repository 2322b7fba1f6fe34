package dev.vigie.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Temporary files that nobody else can read, ever: what people's data does not fit the heap lies on the disk encrypted
 * (AES-128 in counter mode, NIST SP 800-38A) under a key that only this object has, so that neither a crash, nor a
 * disk's spare blocks, nor its backup keep what was read. Whoever can change the files while a replay runs can spoil
 * the results: they are not authenticated.
 *
 * <p>The key encrypts at most 2^32 files of at most 2^36 bytes: a file's number and its counter never meet another's.
 * Open files cost {@value #BUFFER_BYTES} bytes of heap each. Used by one thread.
 */
final class Scratch {

    static final int BUFFER_BYTES = 1 << 16;

    private static final int KEY_BYTES = 16;
    private static final int IV_BYTES = 16;

    private final Path directory;
    private final SecretKeySpec key;
    private int files;

    /** @param directory where the files go; only the user may enter it, and it is removed with what is in it */
    Scratch(Path directory) {
        this.directory = directory;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "AES");
    }

    /** A file that was begun. */
    final class TemporaryFile {
        private final Path path;
        private final int number;

        private TemporaryFile(Path path, int number) {
            this.path = path;
            this.number = number;
        }

        DataOutputStream write() throws IOException {
            return new DataOutputStream(new BufferedOutputStream(
                    new CipherOutputStream(
                            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW),
                            cipher(Cipher.ENCRYPT_MODE, number)),
                    BUFFER_BYTES));
        }

        DataInputStream read() throws IOException {
            return new DataInputStream(new BufferedInputStream(
                    new CipherInputStream(Files.newInputStream(path), cipher(Cipher.DECRYPT_MODE, number)),
                    BUFFER_BYTES));
        }

        void delete() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /** A new file, which is there from its first writing on. */
    TemporaryFile newFile() {
        int number = files++;
        return new TemporaryFile(directory.resolve("scratch-" + number), number);
    }

    private Cipher cipher(int mode, int number) {
        try {
            byte[] iv = new byte[IV_BYTES];
            for (int i = 0; i < Integer.BYTES; i++) {
                iv[i] = (byte) (number >>> (Byte.SIZE * i));
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
