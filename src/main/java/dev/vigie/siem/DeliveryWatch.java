package dev.vigie.siem;

/** Whoever is told how a delivery fares. What it is told holds nothing of a message, nor a receiver's own words. */
public interface DeliveryWatch {

    /** Messages wait: the first failure after everything went well. */
    void down(String reason);

    /** All goes well again. */
    void up();

    /** A message is refused and kept aside. */
    void refused(String reason);
}
