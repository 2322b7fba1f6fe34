package dev.vigie.ingest;

import dev.vigie.model.AccessEvent;

/**
 * Records of another format, each in a syslog message of its own. Of the header only its time is used, and only for a
 * payload that states none: one with year and zone, or, where the source's zone is known, RFC 3164's.
 */
final class SyslogEvents implements RecordParser {

    private final RecordParser inner;
    private final SyslogHeader header = new SyslogHeader();

    SyslogEvents(RecordParser inner) {
        this.inner = inner;
    }

    @Override
    public void begin() {
        inner.begin();
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        if (!header.read(bytes, from, to)) {
            throw new Rejection(
                    Reason.NOT_SYSLOG,
                    "no syslog header, as in: <PRI>1 time host application process id data message,"
                            + " or: <PRI>Jan 31 08:15:00 host tag: message");
        }
        if (header.payload >= to) {
            throw new Rejection(Reason.NOT_SYSLOG, "a syslog header without a message");
        }
        if (header.timeMillis != AccessEvent.UNKNOWN) {
            draft.time(header.timeMillis);
        }
        if (header.shortTime != null) {
            draft.time(Times.ofSyslog(header.shortTime, draft.zone, draft.latestMillis));
        }
        inner.parse(bytes, header.payload, to, draft);
        if (header.shortTime != null && !draft.hasTime() && !draft.nothing) {
            throw Times.incomplete("the envelope's time", draft.zone);
        }
    }
}
