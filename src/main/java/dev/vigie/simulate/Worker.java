package dev.vigie.simulate;

import dev.vigie.model.AccessEvent;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** What one account does over all days, in order of time. Each day is made when it comes. */
final class Worker implements Iterator<AccessEvent> {

    private final House house;
    private final Account account;
    private int nextDay;
    private Iterator<AccessEvent> today = Collections.emptyIterator();

    Worker(House house, Account account) {
        this.house = house;
        this.account = account;
    }

    /** What the account does on the day with this index; nothing if away. */
    static Iterator<AccessEvent> day(House house, Account account, int day) {
        if (!house.roster().isAtWork(account, day)) {
            return Collections.emptyIterator();
        }
        return account.isService() ? new MachineDay(house, account, day) : new Workday(house, account, day);
    }

    @Override
    public boolean hasNext() {
        while (!today.hasNext() && nextDay < house.scenario().days()) {
            today = day(house, account, nextDay++);
        }
        return today.hasNext();
    }

    @Override
    public AccessEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return today.next();
    }
}
