package dev.vigie.siem;

/**
 * The bounds of a delivery.
 *
 * @param batchMessagesMax messages that a receiver is handed at once
 * @param batchLengthMax characters of them, unless one message alone has more
 * @param bufferMessagesMax messages in memory from which on no more are read; what one poll brings comes on top
 * @param bufferLengthMax characters of them, likewise
 * @param backoffFirstMillis the longest wait after a first failure
 * @param backoffMillisMax the longest wait after many
 * @param askedMillisMax the longest wait that a receiver is granted when it asks for one
 */
public record DeliverySettings(
        int batchMessagesMax,
        long batchLengthMax,
        int bufferMessagesMax,
        long bufferLengthMax,
        long backoffFirstMillis,
        long backoffMillisMax,
        long askedMillisMax) {

    public DeliverySettings {
        if (batchMessagesMax < 1 || bufferMessagesMax < batchMessagesMax || batchLengthMax < 1 || bufferLengthMax < 1) {
            throw new IllegalArgumentException("a batch has at least 1 message, and fits into the buffer");
        }
        if (askedMillisMax < 0) {
            throw new IllegalArgumentException("a wait is not negative");
        }
    }

    /** What suits most: batches of 200 or 1 MB, which every receiver takes by default. */
    public static DeliverySettings usual() {
        return new DeliverySettings(200, 1 << 20, 1_000, 16 << 20, 500, 60_000, 600_000);
    }
}
