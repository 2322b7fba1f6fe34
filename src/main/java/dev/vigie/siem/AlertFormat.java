package dev.vigie.siem;

import dev.vigie.model.Alert;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stand-in of the formats, to compile with. */
public enum AlertFormat {
    OCSF,
    ECS,
    CEF,
    LEEF;

    public static @Nullable AlertFormat named(String name) {
        return Stream.of(values())
                .filter(format -> format.formatName().equals(name))
                .findFirst()
                .orElse(null);
    }

    public String formatName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Stream.of(values()).map(AlertFormat::formatName).toList();
    }

    public AlertWriter writer() {
        return new AlertWriter() {
            @Override
            public String write(Alert alert) {
                String id = alert.id().replaceAll("[\\p{Cntrl}\"\\\\]", "_");
                return AlertFormat.this == OCSF || AlertFormat.this == ECS
                        ? "{\"id\":\"" + id + "\",\"sequence\":" + alert.sequence() + "}"
                        : "CEF:0|" + id + "|" + alert.sequence();
            }

            @Override
            public String contentType() {
                return "application/json";
            }
        };
    }
}
