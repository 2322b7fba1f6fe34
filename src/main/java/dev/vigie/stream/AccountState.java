package dev.vigie.stream;

import dev.vigie.store.Ledger;
import dev.vigie.store.LiveProfiles;
import dev.vigie.store.LiveState;
import dev.vigie.store.PendingContributions;

/** What the detector of one partition remembers: in one store, so that one commit covers both. */
record AccountState(LiveProfiles profiles, Ledger ledger, PendingContributions contributions) implements LiveState {

    @Override
    public void writeChanged() {
        profiles.writeChanged();
        ledger.writeChanged();
        contributions.writeChanged();
    }

    @Override
    public double fullness() {
        return profiles.fullness();
    }

    @Override
    public void writeAllNext() {
        profiles.writeAllNext();
    }

    @Override
    public void discard() {
        profiles.discard();
        ledger.discard();
        contributions.discard();
    }
}
