package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Alert.Evidence;
import java.util.List;

/** Writes contributions to one group as releases did that knew no messages to several. */
final class OlderContributions {

    private OlderContributions() {}

    static byte[] write(int version, List<Contribution> contributions) {
        CompactOutput out = new CompactOutput();
        out.number(version);
        out.texts(contributions.get(0).group().names());
        out.texts(contributions.get(0).group().values());
        out.number(contributions.size());
        long timeMillis = 0;
        long appendedMillis = 0;
        for (Contribution each : contributions) {
            out.number(each.timeMillis() - timeMillis);
            timeMillis = each.timeMillis();
            if (version > ContributionWriter.VERSION_UNTIMED) {
                out.number(each.appendedMillis() - appendedMillis);
                appendedMillis = each.appendedMillis();
            }
            write(version, each, out);
        }
        return out.toBytes();
    }

    private static void write(int version, Contribution each, CompactOutput out) {
        out.text(each.operator());
        out.text(each.account());
        out.hash(each.eventHash());
        out.hashes(each.signals().stream().mapToLong(Long::longValue).toArray());
        Exposure exposure = each.exposure();
        out.optional(exposure == null ? null : exposure.name());
        out.number(each.values().size());
        for (FacetValues values : each.values()) {
            out.text(values.facet.field().name());
            out.text(values.facet.name());
            out.number(values.number);
            out.hashes(values.hashes);
        }
        out.texts(each.fieldsRead());
        Evidence evidence = each.evidence();
        out.once(evidence.eventId());
        out.text(evidence.action().name());
        out.text(evidence.outcome().name());
        out.optional(each.resource());
        out.optional(each.sourceIp());
        out.number(evidence.subjectCount());
        out.text(each.origin().topic());
        out.number(each.origin().partition());
        out.number(each.origin().offset());
        if (version > ContributionWriter.VERSION_PRESENT) {
            out.number(each.origin().historic() ? 1 : 0);
        }
    }
}
