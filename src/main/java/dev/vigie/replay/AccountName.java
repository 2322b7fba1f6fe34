package dev.vigie.replay;

import dev.vigie.model.AccessEvent;

/** An account and its operator, in whom alone its name is unique. */
record AccountName(String operator, String account) {

    static AccountName of(AccessEvent event) {
        return new AccountName(event.operator(), event.account());
    }

    /** True of this account's events. */
    boolean isOf(AccessEvent event) {
        return account.equals(event.account()) && operator.equals(event.operator());
    }

    /** As people write it, such as {@code op-07/jdupont}. */
    @Override
    public String toString() {
        return operator + '/' + account;
    }
}
