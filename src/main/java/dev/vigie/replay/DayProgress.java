package dev.vigie.replay;

/**
 * How far a day's events have come, which are gone through twice: by accounts, and then what they contribute to groups
 * above. The former is most of the work and counts as {@value #ACCOUNTS_PERCENT} percent of it. Safe for use by several
 * threads.
 */
final class DayProgress {

    private static final int ACCOUNTS_PERCENT = 75;
    private static final int ALL_PERCENT = 100;

    private final Milestone milestone;
    private final ReplayAlerts alerts;
    private long gone;
    private long events;
    private long told;
    private long shares;

    DayProgress(Milestone milestone, ReplayAlerts alerts) {
        this.milestone = milestone;
        this.alerts = alerts;
    }

    /** Accounts have gone through so many more events. */
    synchronized void advanceAccounts(long more) throws ReplayStoppedException {
        events += more;
        tell(events * ACCOUNTS_PERCENT / ALL_PERCENT);
    }

    /** There are so many contributions to go through. */
    synchronized void begin(long itsShares) {
        shares = itsShares;
    }

    /** Groups have gone through so many more contributions. */
    synchronized void advance(long more) throws ReplayStoppedException {
        gone = Math.min(shares, gone + more);
        long left = events - events * ACCOUNTS_PERCENT / ALL_PERCENT;
        tell(events - left + (long) ((double) left * gone / Math.max(1, shares)));
    }

    /** The day is over. */
    synchronized void end() throws ReplayStoppedException {
        tell(events);
    }

    private void tell(long done) throws ReplayStoppedException {
        milestone.advance(done - told, alerts.opened());
        told = done;
    }
}
