package dev.vigie.store;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps from readers of a store what only its writer may know: AES-128 in Galois/Counter Mode (NIST SP 800-38D), each
 * time under a nonce of its own, that stands before the sealed bytes. Random nonces are good for 2^32 times under one
 * key: at ten commits a second of a hundred tasks, for a year and a half of nothing else. Used by one thread.
 */
public final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /**
     * Sealed so many at a time: the platform's fast code for it takes over by the number of calls, and until then a
     * record of a hundred kilobytes in one call takes milliseconds.
     */
    private static final int PIECE_BYTES = 1_024;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param secret at least {@value #KEY_BYTES} bytes, of which the first are used; the same for the store's life */
    public Seal(byte[] secret) {
        if (secret.length < KEY_BYTES) {
            throw new IllegalArgumentException("a seal needs " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(Arrays.copyOf(secret, KEY_BYTES), "AES");
    }

    byte[] seal(byte[] open) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(open.length));
            int done = 0;
            int written = NONCE_BYTES;
            for (; open.length - done > PIECE_BYTES; done += PIECE_BYTES) {
                written += cipher.update(open, done, PIECE_BYTES, sealed, written);
            }
            cipher.doFinal(open, done, open.length - done, sealed, written);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /** @throws CorruptStateException if it was not sealed with this key, or has changed since */
    byte[] open(byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            throw new CorruptStateException("what was sealed is cut short");
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new CorruptStateException(
                    "what was sealed has changed, or was sealed under another keys.hash-key; the state is bound to it",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }
}
