package dev.vigie.detect;

/**
 * A text that is mostly that of the event before, and then the same object: it is packed without a look at what is
 * known. Used by one thread.
 */
final class RepeatedText {

    private final PackedThings things;
    private String text = "";
    private int number = CompactOutput.NEW;

    RepeatedText(PackedThings things) {
        this.things = things;
    }

    /** Writes what {@link PackedThings#text} would. */
    @SuppressWarnings("ReferenceEquality") // An equal one is found there.
    void pack(CompactOutput out, String its) {
        if (its != text || number == CompactOutput.NEW) {
            text = its;
            number = things.text(out, its);
        } else {
            out.number(number);
        }
    }
}
