package dev.vigie.siem;

/**
 * What has gone through a delivery: {@code received = delivered + refused + dropped + waiting}.
 *
 * @param received messages read
 * @param delivered messages that the receiver took
 * @param refused messages that it will never take, kept aside
 * @param dropped messages that became another reader's before they were delivered
 * @param waiting messages in the buffer
 * @param failures attempts after which something had to wait
 */
public record DeliveryCounts(long received, long delivered, long refused, long dropped, long waiting, long failures) {}
