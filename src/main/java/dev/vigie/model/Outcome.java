package dev.vigie.model;

/** How the access ended. A DENIED read showed nothing, but was tried. */
public enum Outcome {
    SUCCESS,
    DENIED,
    ERROR
}
