package dev.vigie.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Which key of somebody's OpenPGP certificate to encrypt to. What a key is for and until when, only a signature by the
 * primary key can say (RFC 9580, sections 5.2.3 and 10.1): the latest that verifies counts, so that nobody can lend a
 * key a longer life, and any revocation ends it, even one that does not verify. Whether the key is whose it says to be,
 * the file cannot tell: whoever hands it over must.
 */
final class OpenPgpKeys {

    private static final int FOR_ENCRYPTION = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;

    private OpenPgpKeys() {}

    /** Says why a key cannot be used; the message does not name the file. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1;

        UnfitException(String message) {
            super(message);
        }
    }

    /** The one certificate in a file. */
    static PGPPublicKeyRing ring(byte[] file) throws UnfitException {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        try {
            PGPPublicKeyRingCollection collection = new PGPPublicKeyRingCollection(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(file)), new BcKeyFingerprintCalculator());
            collection.getKeyRings().forEachRemaining(rings::add);
        } catch (IOException | PGPException | RuntimeException e) { // The parser is not particular about types.
            throw new UnfitException("no OpenPGP public key; 'gpg --armor --export' makes one");
        }
        if (rings.size() != 1) {
            throw new UnfitException("holds " + rings.size() + " OpenPGP public keys; give a file with one");
        }
        return rings.get(0);
    }

    /** The newest key that is meant for encryption and valid at {@code now}. */
    static PGPPublicKey encryptionKey(PGPPublicKeyRing ring, Instant now) throws UnfitException {
        PGPPublicKey primary = ring.getPublicKey();
        Optional<PGPSignature> ofPrimary = latest(selfSignatures(primary));
        if (primary.hasRevocation()) {
            throw new UnfitException("the key is revoked; ask its owner for the new one");
        }
        if (ofPrimary.isEmpty()) {
            throw new UnfitException("the key has no valid signature by itself; ask its owner for it again");
        }
        if (isExpired(primary, ofPrimary.get(), now)) {
            throw new UnfitException("the key has expired; ask its owner for the renewed one");
        }
        List<PGPPublicKey> fit = new ArrayList<>();
        boolean outdated = false;
        for (Iterator<PGPPublicKey> keys = ring.getPublicKeys(); keys.hasNext(); ) {
            PGPPublicKey key = keys.next();
            Optional<PGPSignature> signature = key.isMasterKey() ? ofPrimary : latest(bindings(primary, key));
            if (signature.isEmpty() || !key.isEncryptionKey() || !isForEncryption(signature.get())) {
                continue;
            }
            if (key.hasRevocation() || isExpired(key, signature.get(), now)) {
                outdated = true;
            } else {
                fit.add(key);
            }
        }
        return fit.stream()
                .max(Comparator.comparing(PGPPublicKey::getCreationTime))
                .orElseThrow(unfit(outdated));
    }

    private static Supplier<UnfitException> unfit(boolean outdated) {
        return () -> new UnfitException(
                outdated
                        ? "the key's part for encryption is expired or revoked; ask its owner for the renewed one"
                        : "the key can only sign; ask its owner for one that can encrypt");
    }

    private static boolean isForEncryption(PGPSignature signature) {
        PGPSignatureSubpacketVector said = signature.getHashedSubPackets();
        return said == null
                || !said.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                || (said.getKeyFlags() & FOR_ENCRYPTION) != 0;
    }

    private static boolean isExpired(PGPPublicKey key, PGPSignature signature, Instant now) {
        PGPSignatureSubpacketVector said = signature.getHashedSubPackets();
        long seconds = said == null ? 0 : said.getKeyExpirationTime();
        return seconds != 0 && !now.isBefore(key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private static Optional<PGPSignature> latest(List<PGPSignature> signatures) {
        return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    /** What the primary key says of itself, with the names of its owner or without, and verifies. */
    private static List<PGPSignature> selfSignatures(PGPPublicKey primary) {
        List<PGPSignature> valid = new ArrayList<>();
        for (Iterator<byte[]> names = primary.getRawUserIDs(); names.hasNext(); ) {
            byte[] name = names.next();
            Iterator<PGPSignature> ofName = primary.getSignaturesForID(name);
            while (ofName != null && ofName.hasNext()) {
                PGPSignature signature = ofName.next();
                if (isCertification(signature)
                        && verifies(signature, primary, () -> signature.verifyCertification(name, primary))) {
                    valid.add(signature);
                }
            }
        }
        primary.getSignaturesOfType(PGPSignature.DIRECT_KEY).forEachRemaining(signature -> {
            if (verifies(signature, primary, () -> signature.verifyCertification(primary))) {
                valid.add(signature);
            }
        });
        return valid;
    }

    private static boolean isCertification(PGPSignature signature) {
        int type = signature.getSignatureType();
        return type >= PGPSignature.DEFAULT_CERTIFICATION && type <= PGPSignature.POSITIVE_CERTIFICATION;
    }

    /** What the primary key says of a key of its owner's, and verifies. */
    private static List<PGPSignature> bindings(PGPPublicKey primary, PGPPublicKey key) {
        List<PGPSignature> valid = new ArrayList<>();
        key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING).forEachRemaining(signature -> {
            if (verifies(signature, primary, () -> signature.verifyCertification(primary, key))) {
                valid.add(signature);
            }
        });
        return valid;
    }

    /** A check that the library makes. */
    private interface Check {
        boolean holds() throws PGPException;
    }

    private static boolean verifies(PGPSignature signature, PGPPublicKey primary, Check check) {
        if (signature.getKeyID() != primary.getKeyID()) {
            return false;
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return check.holds();
        } catch (PGPException | RuntimeException e) { // An algorithm or a value that it does not know.
            return false;
        }
    }
}
