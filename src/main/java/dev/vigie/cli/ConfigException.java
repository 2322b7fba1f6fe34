package dev.vigie.cli;

/** Says that a setting cannot be used: names the file and line, variable or option, and what would be right. */
final class ConfigException extends Exception {

    private static final long serialVersionUID = 1;

    ConfigException(String message) {
        super(message);
    }
}
