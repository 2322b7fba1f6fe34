package dev.vigie.replay;

import dev.vigie.detect.PeerDays;
import dev.vigie.detect.PeerKey;
import dev.vigie.detect.PeerTally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What groups above accounts report of their days, added up by shard: a mix of many values depends on the order in
 * which it was added up, and this order does not depend on who works at which shard. Each shard is one thread's.
 */
final class ShardedReports {

    private final List<Map<Key, PeerTally>> shards;

    private record Key(PeerKey peers, long day) {}

    ShardedReports(int count) {
        shards = Stream.<Map<Key, PeerTally>>generate(LinkedHashMap::new)
                .limit(count)
                .toList();
    }

    void add(int shard, List<Batch.Report> reports) {
        for (Batch.Report each : reports) {
            shards.get(shard)
                    .computeIfAbsent(new Key(each.peers(), each.day()), unseen -> new PeerTally())
                    .add(each.one());
        }
    }

    /** Hands everything over, shard by shard. */
    void handOver(PeerDays to) {
        for (Map<Key, PeerTally> shard : shards) {
            shard.forEach((key, tally) -> to.report(key.peers(), key.day(), tally));
        }
    }
}
