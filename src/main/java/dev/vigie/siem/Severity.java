package dev.vigie.siem;

import dev.vigie.model.Level;

/** A Sigma level in the words and numbers of the formats. */
enum Severity {
    INFORMATIONAL(1, "Informational", 0, "Info", 1),
    LOW(2, "Low", 1, "Low", 3),
    MEDIUM(3, "Medium", 2, "Medium", 5),
    HIGH(4, "High", 3, "High", 8),
    CRITICAL(5, "Critical", 4, "Critical", 10);

    private final int ocsfId;
    private final String ocsfName;
    private final int ocsfRiskId;
    private final String ocsfRiskName;
    private final int ofTen;

    Severity(int ocsfId, String ocsfName, int ocsfRiskId, String ocsfRiskName, int ofTen) {
        this.ocsfId = ocsfId;
        this.ocsfName = ocsfName;
        this.ocsfRiskId = ocsfRiskId;
        this.ocsfRiskName = ocsfRiskName;
        this.ofTen = ofTen;
    }

    static Severity of(Level level) {
        return switch (level) {
            case INFORMATIONAL -> INFORMATIONAL;
            case LOW -> LOW;
            case MEDIUM -> MEDIUM;
            case HIGH -> HIGH;
            case CRITICAL -> CRITICAL;
        };
    }

    int ocsfId() {
        return ocsfId;
    }

    String ocsfName() {
        return ocsfName;
    }

    int ocsfRiskId() {
        return ocsfRiskId;
    }

    String ocsfRiskName() {
        return ocsfRiskName;
    }

    /** 1 to 10, in the bands that CEF names: to 3 low, to 6 medium, to 8 high, above very high. LEEF's go alike. */
    int ofTen() {
        return ofTen;
    }
}
