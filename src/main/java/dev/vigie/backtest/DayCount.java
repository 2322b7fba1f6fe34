package dev.vigie.backtest;

/**
 * What became of one UTC day.
 *
 * @param day days since 1970
 * @param before alerts that the old set opened on it
 * @param after alerts that the new set opened on it
 * @param comes cases of it, by the first alert of the new set where it has one
 */
public record DayCount(long day, long before, long after, long comes, long goes, long changes) {}
