package dev.vigie.bench.quality;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.Map;
import java.util.TreeMap;

/** An account's random cut forest: each finished day gets its anomaly score, then teaches the forest. */
final class Forest {

    private static final int TREES = 50;
    private static final int SAMPLE_DAYS = 64;

    private Forest() {}

    /** The score of every active day by index; 0 while the account is warming up. */
    static Map<Integer, Double> scores(Account account) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(WorkDay.DIMENSIONS)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE_DAYS)
                .outputAfter(Account.WARM_UP_DAYS)
                .randomSeed(LongSet.hash(account.group().toString()))
                .build();
        Map<Integer, Double> scores = new TreeMap<>();
        account.days().forEach((day, work) -> {
            float[] vector = work.vector();
            scores.put(day, forest.getAnomalyScore(vector));
            forest.update(vector);
        });
        return scores;
    }
}
