package dev.vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something about an episode that speaks for one of its two explanations: that somebody else used the account, or that
 * its holder did it. None of them is proof, and an alert may have some of both.
 */
public enum Sign {
    NEW_NETWORK(true, "first time from this network"),
    NEW_DEVICE(true, "first time with this device"),
    NEW_HOURS(true, "first time at these hours"),
    LONG_SLEEP(true, "awake after a long sleep"),
    OTHER_COUNTRY(true, "from another country within the hour"),
    USUAL_NETWORK(false, "from its usual network"),
    USUAL_DEVICE(false, "with its usual device"),
    USUAL_HOURS(false, "at its usual hours"),
    OWN_REGISTER(false, "in a register that it works with");

    private final boolean takeover;
    private final String text;
    private final String id;

    Sign(boolean takeover, String text) {
        this.takeover = takeover;
        this.text = text;
        this.id = name().toLowerCase(Locale.ROOT);
    }

    /** The signs that messages call so, in their order; those that this release does not know are passed over. */
    public static List<Sign> withIds(List<String> ids) {
        List<Sign> signs = new ArrayList<>();
        for (String id : ids) {
            for (Sign sign : values()) {
                if (sign.id.equals(id)) {
                    signs.add(sign);
                }
            }
        }
        return signs;
    }

    /** True if it speaks for a taken-over account, false if for the account's holder. */
    public boolean speaksForTakeover() {
        return takeover;
    }

    /** What an analyst would say, as part of a sentence about the account. */
    public String text() {
        return text;
    }

    /** What messages call it, such as {@code new_network}; never changes. */
    public String id() {
        return id;
    }
}
