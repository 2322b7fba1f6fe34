package dev.vigie.stream;

import dev.vigie.detect.Contribution;
import dev.vigie.detect.DelegatedProfiles;
import dev.vigie.detect.Detector;
import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import dev.vigie.detect.Plan;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Origin;
import dev.vigie.store.MemoryProfiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The detector where nothing can go wrong: one event after the other, all of it on the heap and written down. */
final class InMemory extends DelegatedProfiles {

    final List<Alert> alerts = new ArrayList<>();
    long contributions;
    private final Detector detector;
    private final Map<Long, Map<List<String>, PeerTally>> reported = new HashMap<>();
    private final PeerDays peerDays = new Recorded();

    InMemory(Plan plan) {
        super(new MemoryProfiles(plan));
        detector = new Detector(plan, Detections.settings());
    }

    void process(List<AccessEvent> events) {
        for (AccessEvent event : events) {
            List<Contribution> raised = new ArrayList<>();
            detector.process(event, new Origin("memory", 0, 0), this, alerts::add, raised::add);
            raised.forEach(each -> detector.processContribution(each, this, alerts::add));
            contributions += raised.size();
        }
    }

    void finish() {
        detector.closeSilent(this, alerts::add);
    }

    /** What groups have reported on the day, as {@link Shared#peers} has it. */
    Map<List<String>, String> peers(long day) {
        Map<List<String>, String> known = new HashMap<>();
        reported.getOrDefault(day, Map.of())
                .forEach((key, tally) -> known.put(key, HexFormat.of().formatHex(tally.toBytes())));
        return known;
    }

    private final class Recorded implements PeerDays {

        @Override
        public void report(PeerKey peers, long day, PeerTally one) {
            profiles.peerDays().report(peers, day, one);
            String measure = HexFormat.of().toHexDigits(peers.partId());
            List<String> key = List.of(measure, peers.operator(), peers.role());
            reported.computeIfAbsent(day, unseen -> new HashMap<>())
                    .computeIfAbsent(key, unseen -> new PeerTally())
                    .add(one);
        }

        @Override
        public void visit(long partId, long day, Visitor visitor) {
            profiles.peerDays().visit(partId, day, visitor);
        }
    }

    @Override
    public PeerDays peerDays() {
        return peerDays;
    }
}
