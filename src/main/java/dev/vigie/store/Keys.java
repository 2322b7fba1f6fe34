package dev.vigie.store;

import dev.vigie.detect.PeerKey;
import dev.vigie.model.Group;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The keys of stored state: a letter for what it is, then UTF-8 text whose parts a NUL separates, which no name
 * contains.
 *
 * <pre>
 *   p operator,account NUL operator NUL account               a profile
 *   x operator,account NUL operator NUL account NUL part      a part of it that has grown out of the profile's record
 *   o operator,account NUL operator NUL account               the group has an open episode
 *   w operator NUL operator                                   somebody waits to hear from the group
 *   l minute NUL operator                                     a row of the ledger
 *   c                                                         contributions that wait to be sent
 *   j number                                                  inputs since the profiles were last written
 *   d day measure NUL operator NUL role                       sums of peers' days
 *   u                                                         keys of those that wait to be shared, one a line
 * </pre>
 *
 * <p>The first part says how many values follow, so that no key of one shape is a key of another.
 */
final class Keys {

    static final byte[] OPEN = {'o'};
    static final byte[] WATCHED = {'w'};
    static final byte[] LEDGER = {'l'};
    static final byte[] PENDING = {'c'};
    static final byte[] JOURNAL = {'j'};

    static final byte[] PEER_DAYS = {'d'};
    static final byte[] UNSHARED = {'u'};

    private static final int DAY_DIGITS = 6;
    private static final Pattern PEER_DAY = Pattern.compile("[0-9]{6}[0-9a-f]{16}");

    private static final String SEPARATOR = "\0";

    private Keys() {}

    static byte[] profile(Group group) {
        return utf8('p' + text(group));
    }

    static byte[] part(Group group, long part) {
        return utf8('x' + text(group) + SEPARATOR + Long.toHexString(part));
    }

    static byte[] open(Group group) {
        return utf8('o' + text(group));
    }

    static byte[] watched(Group group) {
        return utf8('w' + text(group));
    }

    static byte[] ledger(String operator, long minuteMillis) {
        return utf8('l' + Long.toString(minuteMillis) + SEPARATOR + operator);
    }

    /** So that records are found in the order of their numbers. */
    static byte[] journal(int number) {
        return utf8(String.format(Locale.ROOT, "j%04d", number));
    }

    /** One circle's day. */
    record PeerDay(long day, String operator, String role) {}

    /** What the keys of all measures on one day begin with. */
    static String peerDay(long day) {
        return String.format(Locale.ROOT, "%06d", day);
    }

    /** What the keys of a measure's circles on one day begin with. */
    static String peerDay(long partId, long day) {
        return peerDay(day) + HexFormat.of().toHexDigits(partId) + SEPARATOR;
    }

    /** A line break, which separates keys, can be in no key: it stands for itself as a space. */
    static String peerDay(PeerKey peers, long day) {
        String text = peerDay(peers.partId(), day) + peers.operator() + SEPARATOR + peers.role();
        return text.replace('\n', ' ');
    }

    static byte[] ownPeerDay(String key) {
        return utf8('d' + key);
    }

    static byte[] sharedPeerDay(String key, String source) {
        return utf8(key + SEPARATOR + source);
    }

    /** What {@link #peerDay} made the key of, whose first {@code from} bytes are something else. */
    static PeerDay readPeerDay(byte[] key, int from) {
        String[] parts = new String(key, from, key.length - from, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (parts.length < 3 || !PEER_DAY.matcher(parts[0]).matches()) {
            throw new CorruptStateException("a key of peers' days is not a day, a measure and their circle");
        }
        return new PeerDay(Long.parseLong(parts[0].substring(0, DAY_DIGITS)), parts[1], parts[2]);
    }

    /** The group's text: equal for equal groups only. */
    static String text(Group group) {
        return String.join(",", group.names()) + SEPARATOR + String.join(SEPARATOR, group.values());
    }

    /** The group that {@link #open} or {@link #watched} made {@code key} of. */
    static Group groupOf(byte[] key) {
        String[] parts = parts(key);
        List<String> names = parts[0].isEmpty() ? List.of() : List.of(parts[0].split(",", -1));
        List<String> values = names.isEmpty() ? List.of() : List.of(parts).subList(1, parts.length);
        if (values.size() != names.size()) {
            throw new CorruptStateException("a key of groups has " + values.size() + " values");
        }
        return new Group(names, values);
    }

    /** The operator that {@link #ledger} made {@code key} of. */
    static String operatorOfLedger(byte[] key) {
        return partsOfLedger(key)[1];
    }

    /** The minute that {@link #ledger} made {@code key} of. */
    static long minuteOfLedger(byte[] key) {
        return Long.parseLong(partsOfLedger(key)[0]);
    }

    private static String[] partsOfLedger(byte[] key) {
        String[] parts = parts(key);
        if (parts.length != 2 || !parts[0].matches("-?\\d{1,18}")) {
            throw new CorruptStateException("a key of the ledger is not a minute and an operator");
        }
        return parts;
    }

    private static String[] parts(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8).split(SEPARATOR, -1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
