package dev.vigie.stream;

import dev.vigie.store.Ledger;
import dev.vigie.store.LiveProfiles;
import dev.vigie.store.LiveState;

/** What the detector of one partition remembers: in one store, so that one commit covers both. */
record AccountState(LiveProfiles profiles, Ledger ledger) implements LiveState {

    @Override
    public void writeChanged() {
        profiles.writeChanged();
        ledger.writeChanged();
    }

    @Override
    public void discard() {
        profiles.discard();
        ledger.discard();
    }
}
