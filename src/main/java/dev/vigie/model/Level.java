package dev.vigie.model;

/** Sigma's severity levels, in rising order. */
public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
