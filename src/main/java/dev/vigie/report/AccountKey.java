package dev.vigie.report;

/** An operator's and an account's name as one text that no other two names give. */
final class AccountKey {

    private AccountKey() {}

    static String of(String operator, String account) {
        return operator.length() + ":" + operator + account;
    }
}
