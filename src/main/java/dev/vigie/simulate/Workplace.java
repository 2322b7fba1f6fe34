package dev.vigie.simulate;

import java.util.List;

/**
 * Where an account is logged in, and with what program: mostly the own desk, some days from home, now and then from
 * another office or on the road. Home addresses change with the lease, browsers with their updates, and machines when
 * they are old.
 */
record Workplace(String sourceIp, String userAgent) {

    private static final double OWN_DESK = 0.9;
    private static final double BRANCH = 0.01;
    private static final double ON_THE_ROAD = 0.004;
    private static final int LEASE_DAYS = 40;
    private static final int MACHINE_DAYS = 400;

    private static final int BROWSERS = 4;
    private static final int FIRST_VERSION = 139;
    private static final int RELEASE_DAYS = 28;
    private static final int UPDATE_DELAY_DAYS_MAX = 6;

    private static final List<String> MACHINE_AGENTS = List.of(
            "sync-agent/2.4.1",
            "python-requests/2.32.3",
            "Java-http-client/17.0.13",
            "Apache-HttpClient/5.3 (Java/17)");

    /** A caseworker's on one day. */
    static Workplace of(long seed, Account account, int day) {
        Dice dice = Dice.of(seed, "workplace", account.index(), day);
        Operator operator = account.operator();
        double draw = dice.unit();
        String address;
        if (draw < ON_THE_ROAD) {
            address = somewhere(dice);
        } else if (draw < ON_THE_ROAD + BRANCH) {
            address = operator.branchAddress(account.rank());
        } else if (dice.chance(account.habits().homeShare())) {
            address = home(seed, account, day);
        } else {
            // Some sit at whichever desk is free.
            address = operator.address(dice.chance(OWN_DESK) ? account.rank() : dice.below(operator.accounts()));
        }
        return new Workplace(address, browser(seed, account, day));
    }

    /** A caseworker's at home. */
    static Workplace atHome(long seed, Account account, int day) {
        return new Workplace(home(seed, account, day), browser(seed, account, day));
    }

    /** The own desk. */
    static Workplace atDesk(long seed, Account account, int day) {
        return account.isService()
                ? ofService(account)
                : new Workplace(account.operator().address(account.rank()), browser(seed, account, day));
    }

    static Workplace ofService(Account account) {
        return new Workplace(
                account.operator().address(account.rank()),
                MACHINE_AGENTS.get(account.index() % MACHINE_AGENTS.size()));
    }

    /** A place and a program that no simulated account has used, or will. */
    static Workplace elsewhere(Dice dice) {
        return new Workplace(somewhere(dice), agent(dice.below(BROWSERS), FIRST_VERSION - dice.between(1, 20)));
    }

    /** The same program at another place. */
    Workplace moved(Dice dice) {
        return new Workplace(somewhere(dice), userAgent);
    }

    /** An address of the range that is set aside for measurements, as a mobile network's. */
    private static String somewhere(Dice dice) {
        return "198.19." + dice.below(256) + "." + dice.between(1, 254);
    }

    private static String home(long seed, Account account, int day) {
        Dice ofAccount = Dice.of(seed, "home", account.index());
        int lease = (day + ofAccount.below(LEASE_DAYS)) / LEASE_DAYS;
        Dice ofLease = Dice.of(seed, "lease", account.index(), lease);
        return ofAccount.chance(0.5)
                ? "198.18." + ofLease.below(256) + "." + ofLease.between(1, 254)
                : "2001:db8:" + hex(ofAccount.below(0x10000)) + "::" + hex(ofLease.between(1, 0xFFFF));
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }

    private static String browser(long seed, Account account, int day) {
        Dice dice = Dice.of(seed, "machine", account.index());
        int machine = (day + dice.below(MACHINE_DAYS)) / MACHINE_DAYS;
        int delay = dice.below(UPDATE_DELAY_DAYS_MAX);
        int version = FIRST_VERSION + (day + RELEASE_DAYS / 2 + UPDATE_DELAY_DAYS_MAX - delay) / RELEASE_DAYS;
        return agent(Dice.of(seed, "browser", account.index(), machine).below(BROWSERS), version);
    }

    private static String agent(int browser, int version) {
        String chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + version + ".0.0.0 Safari/537.36";
        return switch (browser) {
            case 0 -> chrome;
            case 1 -> chrome + " Edg/" + version + ".0.0.0";
            case 2 ->
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:" + version + ".0) Gecko/20100101 Firefox/" + version
                        + ".0";
            default -> "Mozilla/5.0 (X11; Linux x86_64; rv:" + version + ".0) Gecko/20100101 Firefox/" + version + ".0";
        };
    }
}
