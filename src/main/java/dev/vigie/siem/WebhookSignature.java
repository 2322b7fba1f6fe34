package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook's signature by the Standard Webhooks specification: HMAC-SHA-256 over the message's id, the time of sending
 * and the body. Libraries that check it exist for most languages.
 *
 * <pre>
 *   webhook-id         the same for every attempt at a message, so that what comes twice can be told
 *   webhook-timestamp  seconds since 1970; a receiver refuses what is old, or was recorded and played again
 *   webhook-signature  v1,BASE64 of HMAC(secret, "ID.TIMESTAMP.BODY")
 * </pre>
 *
 * <p>The secret is written {@code whsec_} and 24 to 64 bytes in base64.
 */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final int BYTES_MIN = 24;
    private static final int BYTES_MAX = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSignature(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Signatures with a secret in its written form. */
    static WebhookSignature with(String secret) throws TargetException {
        if (secret.startsWith(PREFIX)) {
            try {
                byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (bytes.length >= BYTES_MIN && bytes.length <= BYTES_MAX) {
                    return new WebhookSignature(bytes);
                }
            } catch (IllegalArgumentException e) {
                // Said below, as for a secret that is too short.
            }
        }
        throw new TargetException("secret-file: must hold " + PREFIX + " and " + BYTES_MIN + " to " + BYTES_MAX
                + " bytes in base64; 'echo " + PREFIX + "$(openssl rand -base64 32)' makes one");
    }

    /** The headers of one attempt. */
    Map<String, String> headers(String id, long epochSecond, String body) {
        String signed = id + "." + epochSecond + "." + body;
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(epochSecond),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(signed)));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
