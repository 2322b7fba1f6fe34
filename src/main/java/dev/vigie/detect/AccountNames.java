package dev.vigie.detect;

/** Joined names of accounts: that of the occurrence before is mostly that of the one at hand. Used by one thread. */
final class AccountNames {

    private String operator = "";
    private String account = "";
    private String name = "";

    @SuppressWarnings("ReferenceEquality") // Whoever is equal has the same name.
    String of(Occurrence now) {
        if (now.account() != account || now.operator() != operator) {
            operator = now.operator();
            account = now.account();
            name = Episode.nameOf(now);
        }
        return name;
    }
}
