package dev.vigie.replay;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * Seals to somebody's OpenPGP key (RFC 9580): AES-256 under a session key of its own, with the integrity packet that
 * shows any change, and the session key encrypted to the newest key of theirs that is meant for encryption. Written as
 * a stream, in 128 KiB of heap, however long the text is. Nobody, not even whoever sealed it, can open it without their
 * private key.
 */
public final class OpenPgpSeal implements Seal {

    private static final long KEY_BYTES_MAX = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final PGPPublicKey key;
    private final String fingerprint;

    private OpenPgpSeal(PGPPublicKey key, String fingerprint) {
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads a public key, armoured or not.
     *
     * @param now when it is to be used
     * @throws ReplayException if it cannot be read, is none or several, is expired or revoked, or cannot encrypt
     */
    public static OpenPgpSeal read(Path file, Instant now) throws ReplayException, IOException {
        try {
            if (Files.size(file) > KEY_BYTES_MAX) {
                throw new ReplayException(file + ": larger than any public key; 'gpg --armor --export' makes one");
            }
            PGPPublicKeyRing ring = OpenPgpKeys.ring(Files.readAllBytes(file));
            PGPPublicKey key = OpenPgpKeys.encryptionKey(ring, now);
            String fingerprint =
                    HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
            return new OpenPgpSeal(key, fingerprint);
        } catch (NoSuchFileException e) {
            throw new ReplayException(file + ": no such file; --seal needs somebody's public key");
        } catch (OpenPgpKeys.UnfitException e) {
            throw new ReplayException(file + ": " + e.getMessage());
        }
    }

    @Override
    public OutputStream over(OutputStream to, String textName) throws IOException {
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(new SecureRandom()));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key));
        try {
            OutputStream encrypted = generator.open(to, new byte[BUFFER_BYTES]);
            OutputStream text = new PGPLiteralDataGenerator()
                    .open(encrypted, PGPLiteralData.BINARY, textName, PGPLiteralData.NOW, new byte[BUFFER_BYTES]);
            return new Message(text, encrypted, to);
        } catch (PGPException e) {
            throw new IOException("cannot encrypt to the key " + fingerprint + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** A message that is being written: a text in an envelope in a file. */
    private static final class Message extends FilterOutputStream {
        private final OutputStream text;
        private final OutputStream encrypted;
        private final OutputStream file;
        private boolean closed;

        Message(OutputStream text, OutputStream encrypted, OutputStream file) {
            super(new BufferedOutputStream(text));
            this.text = text;
            this.encrypted = encrypted;
            this.file = file;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        /** From the inside out: each writes its end into the next. */
        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (file) {
                out.flush();
                text.close();
                encrypted.close();
            }
        }
    }
}
