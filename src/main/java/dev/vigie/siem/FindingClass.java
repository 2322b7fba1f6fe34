package dev.vigie.siem;

import dev.vigie.model.Alert;

/**
 * What kind of finding an alert is, in OCSF's terms. CEF and LEEF have it as the category.
 *
 * <p>A Data Security Finding says which data was reached and how many people it is about, by whom and from where: an
 * alert is one as soon as it says that people's data left, that is when people were exposed, records were counted or a
 * category of personal data was read. Before that, as while an account only runs into refusals, there is no data to
 * speak of, and it is a Detection Finding, which has a place for baselines and for pieces of evidence. Both figures and
 * categories only grow, so an episode changes its class once at most; its messages stay together by
 * {@code finding_info.uid}.
 */
enum FindingClass {
    DETECTION(2004, "Detection Finding"),
    DATA_SECURITY(2006, "Data Security Finding");

    private final int uid;
    private final String caption;

    FindingClass(int uid, String caption) {
        this.uid = uid;
        this.caption = caption;
    }

    static FindingClass of(Alert alert) {
        boolean dataLeft = AlertFacts.people(alert) > 0
                || alert.recordsUnnamed() > 0
                || alert.dataCategories().total() > 0;
        return dataLeft ? DATA_SECURITY : DETECTION;
    }

    int uid() {
        return uid;
    }

    String caption() {
        return caption;
    }
}
