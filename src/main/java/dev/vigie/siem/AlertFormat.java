package dev.vigie.siem;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats in which a SIEM takes alerts, see {@code src/site/markdown/siem.md} for what goes where. */
public enum AlertFormat {
    /** The Open Cybersecurity Schema Framework, {@value OcsfWriter#VERSION}, as JSON. */
    OCSF,
    /** The Elastic Common Schema, {@value EcsWriter#VERSION}, as JSON. */
    ECS,
    /** ArcSight's Common Event Format, {@code CEF:0}. */
    CEF,
    /** QRadar's Log Event Extended Format, {@code LEEF:2.0}. */
    LEEF;

    private final String formatName = name().toLowerCase(Locale.ROOT);

    /** The format that commands and configuration call {@code name}, or null where there is none. */
    public static @Nullable AlertFormat named(String name) {
        for (AlertFormat format : values()) {
            if (format.formatName.equals(name)) {
                return format;
            }
        }
        return null;
    }

    /** What commands and configuration call it, such as {@code ocsf}. */
    public String formatName() {
        return formatName;
    }

    /** All names, in the order in which the documentation lists them. */
    public static List<String> names() {
        return Stream.of(values()).map(AlertFormat::formatName).toList();
    }

    public AlertWriter writer() {
        return switch (this) {
            case OCSF -> new OcsfWriter();
            case ECS -> new EcsWriter();
            case CEF -> new CefWriter();
            case LEEF -> new LeefWriter();
        };
    }
}
