package dev.vigie.replay;

import dev.vigie.model.Alert;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay found, as {@code summary.json} has it. A function of the logs, the rules and the keys: it holds no time
 * of its own making.
 *
 * @param scope what was asked about
 * @param affected of whom the list of affected people is
 * @param peopleAffected how many are on it
 * @param rejectedByReason how many for each reason, by name
 * @param opened how many episodes
 * @param updated how many messages in between
 * @param closed as many as {@code opened}: the end of the logs closes what is open
 * @param episodes the episodes' last messages, the gravest first, at most {@value GravestEpisodes#EPISODES_MAX}
 * @param ruleIds the rules that can raise an alert
 * @param firstEventMillis the lowest event time, or {@link dev.vigie.model.AccessEvent#UNKNOWN} where there was no
 *     event
 * @param lastEventMillis the highest
 */
public record ReplaySummary(
        String version,
        Scope scope,
        AffectedSelection affected,
        long peopleAffected,
        Counts counts,
        Map<String, Long> rejectedByReason,
        long opened,
        long updated,
        long closed,
        List<Alert> episodes,
        List<LogSummary> logs,
        List<String> ruleIds,
        String rulesHash,
        long firstEventMillis,
        long lastEventMillis) {

    public ReplaySummary {
        rejectedByReason = new TreeMap<>(rejectedByReason);
        episodes = List.copyOf(episodes);
        logs = List.copyOf(logs);
        ruleIds = List.copyOf(ruleIds);
    }

    /** The text of {@code summary.json}. */
    public String json() {
        return SummaryJson.text(this);
    }
}
