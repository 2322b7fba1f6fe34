package dev.vigie.siem;

import dev.vigie.model.Alert;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tags of an alert's rules say in MITRE ATT&amp;CK's words, and the tags that say something else. Sigma's
 * specification (appendix "tags") has {@code attack.t1213} and {@code attack.t1078.004} for techniques and
 * sub-techniques, and {@code attack.collection} for tactics.
 *
 * @param tactics each once, in the order of the rules
 * @param techniques each once, in the order of the rules
 * @param others all other tags, each once
 */
record AttackTags(List<Tactic> tactics, List<Technique> techniques, List<String> others) {

    /** What {@link #tactics} and {@link #techniques} are entries of. */
    static final String FRAMEWORK = "MITRE ATT&CK";

    private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t\\d{4})(?:\\.(\\d{3}))?");
    private static final String PREFIX = "attack.";

    /** The enterprise matrix, by the names that Sigma's tags have. */
    private static final Map<String, Tactic> TACTICS = Map.ofEntries(
            tactic("reconnaissance", "TA0043", "Reconnaissance"),
            tactic("resource-development", "TA0042", "Resource Development"),
            tactic("initial-access", "TA0001", "Initial Access"),
            tactic("execution", "TA0002", "Execution"),
            tactic("persistence", "TA0003", "Persistence"),
            tactic("privilege-escalation", "TA0004", "Privilege Escalation"),
            tactic("defense-evasion", "TA0005", "Defense Evasion"),
            tactic("credential-access", "TA0006", "Credential Access"),
            tactic("discovery", "TA0007", "Discovery"),
            tactic("lateral-movement", "TA0008", "Lateral Movement"),
            tactic("collection", "TA0009", "Collection"),
            tactic("exfiltration", "TA0010", "Exfiltration"),
            tactic("command-and-control", "TA0011", "Command and Control"),
            tactic("impact", "TA0040", "Impact"));

    AttackTags {
        tactics = List.copyOf(tactics);
        techniques = List.copyOf(techniques);
        others = List.copyOf(others);
    }

    /** Such as {@code TA0009}, Collection. */
    record Tactic(String id, String name) {}

    /**
     * A technique or one of its sub-techniques.
     *
     * @param id the technique, such as {@code T1078}
     * @param subId the sub-technique, such as {@code T1078.004}; empty for the technique as a whole
     */
    record Technique(String id, String subId) {}

    static AttackTags of(Alert alert) {
        Set<Tactic> tactics = new LinkedHashSet<>();
        Set<Technique> techniques = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (Alert.Reason reason : alert.reasons()) {
            for (String tag : reason.tags()) {
                String plain = tag.toLowerCase(Locale.ROOT);
                Matcher technique = TECHNIQUE.matcher(plain);
                Tactic tactic = plain.startsWith(PREFIX) ? TACTICS.get(plain.substring(PREFIX.length())) : null;
                if (technique.matches()) {
                    techniques.add(technique(technique));
                } else if (tactic != null) {
                    tactics.add(tactic);
                } else {
                    others.add(tag);
                }
            }
        }
        return new AttackTags(new ArrayList<>(tactics), new ArrayList<>(techniques), new ArrayList<>(others));
    }

    /** The most exact ids there are, such as {@code T1213} and {@code T1078.004}. */
    List<String> techniqueIds() {
        return techniques.stream()
                .map(each -> each.subId().isEmpty() ? each.id() : each.subId())
                .toList();
    }

    private static Technique technique(Matcher tag) {
        String id = tag.group(1).toUpperCase(Locale.ROOT);
        return new Technique(id, tag.group(2) == null ? "" : id + "." + tag.group(2));
    }

    private static Map.Entry<String, Tactic> tactic(String tag, String id, String name) {
        return Map.entry(tag, new Tactic(id, name));
    }
}
