package dev.vigie.stream;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which topics hold logs, whose they are, and how they are read. Safe for use by several threads. */
public interface Sources {

    /** Which topics hold raw logs; none of Vigie's other topics. */
    Pattern pattern();

    /** How a topic that {@link #pattern} matches is read. */
    LogSource of(String topic);

    /** By which topic the controller says who is assigned to which operator; null where only logs say so. */
    default @Nullable AssignmentTopic assignments() {
        return null;
    }

    /** Every operator sends events as JSON, by the topic of its name. */
    static Sources json(Topics topics) {
        return new Sources() {
            @Override
            public Pattern pattern() {
                return topics.logsPattern();
            }

            @Override
            public LogSource of(String topic) {
                return LogSource.json(topics.operatorOf(topic));
            }
        };
    }
}
