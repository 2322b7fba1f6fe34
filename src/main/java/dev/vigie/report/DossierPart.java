package dev.vigie.report;

/** One document of a dossier. */
enum DossierPart {
    NOTIFICATION("notification") {
        @Override
        void write(Draft to, DossierWords words) {
            Notification.write(to, words);
        }
    },
    CONTROLLER_NOTICE("controller-notice") {
        @Override
        void write(Draft to, DossierWords words) {
            ControllerNotice.write(to, words);
        }
    },
    REGISTER_ENTRY("register-entry") {
        @Override
        void write(Draft to, DossierWords words) {
            RegisterEntry.write(to, words);
        }
    },
    LETTER("letter") {
        @Override
        void write(Draft to, DossierWords words) {
            Letter.write(to, words);
        }
    };

    private final String fileName;

    DossierPart(String fileName) {
        this.fileName = fileName;
    }

    /** Without its suffix. */
    String fileName() {
        return fileName;
    }

    abstract void write(Draft to, DossierWords words);
}
