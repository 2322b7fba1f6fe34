package dev.vigie.rule;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Which events a rule is for. Vigie's are {@code product: vigie}, {@code category: data_access}; a {@code service} is
 * free beside one of these.
 *
 * @param service null where it is not said
 * @param foreign why a rule for these events cannot run here, or null if it can
 */
record Logsource(@Nullable String service, @Nullable String foreign) {

    private static final Set<String> KEYS = Set.of("category", "product", "service", "definition");

    /** What Vigie's events are, in Sigma's words. */
    private static final Map<String, String> OWN = Map.of("category", "data_access", "product", "vigie");

    private static final String OWN_WRITTEN = "; Vigie's are product: vigie, category: data_access";

    /** Reads a rule's {@code logsource}, which {@code what} has to have. */
    static Logsource read(Source source, Node document, Source.@Nullable Entry logsource, String what) {
        if (logsource == null) {
            source.refuse(document, what + " needs a 'logsource', such as 'product: vigie'");
            return new Logsource(null, null);
        }
        Map<String, Source.Entry> entries = source.entries(logsource.value(), "logsource");
        source.refuseMisspelt(entries, KEYS, "logsource");
        String foreign = null;
        for (String key : new String[] {"product", "category"}) {
            String written = text(source, entries, key);
            if (foreign == null && written != null && !written.equals(OWN.get(key))) {
                foreign = "it is for events of the " + key + " " + Quote.quoted(written) + OWN_WRITTEN;
            }
        }
        String service = text(source, entries, "service");
        text(source, entries, "definition");
        if (!entries.containsKey("product") && !entries.containsKey("category")) {
            if (!entries.containsKey("service")) {
                source.refuse(
                        logsource.key(), "a logsource names 'product: vigie' or 'category: data_access', or both");
            }
            foreign = "it is for events of the service " + Quote.quoted(String.valueOf(service)) + OWN_WRITTEN;
        }
        return new Logsource(service, foreign);
    }

    private static @Nullable String text(Source source, Map<String, Source.Entry> entries, String key) {
        Source.Entry entry = entries.get(key);
        int charsMax = key.equals("definition") ? MetaReader.DESCRIPTION_CHARS_MAX : Source.TEXT_CHARS_MAX;
        return entry == null ? null : source.text(entry.value(), "'" + key + "'", charsMax);
    }
}
