package dev.vigie.monitor;

/**
 * How one part of the program is.
 *
 * @param live false once it has given up, so that only a restart helps
 * @param ready whether it does its work; false while it starts, restores or hands over
 * @param says a word or two, such as {@code REBALANCING}; seen by everybody who may reach the endpoint
 */
public record Condition(boolean live, boolean ready, String says) {

    public Condition {
        if (ready && !live) {
            throw new IllegalArgumentException("what has given up is not ready");
        }
        if (!says.matches("[A-Za-z0-9_ ]{1,40}")) {
            throw new IllegalArgumentException("a condition says a few plain words, not " + says);
        }
    }
}
