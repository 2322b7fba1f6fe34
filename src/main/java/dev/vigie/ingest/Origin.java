package dev.vigie.ingest;

import java.util.List;

/** Where a mapping takes a field's texts from. */
sealed interface Origin {

    /** All places that it looks at. */
    List<Place> places();

    /** The same text for every record. */
    record Constant(String text) implements Origin {
        @Override
        public List<Place> places() {
            return List.of();
        }
    }

    /** The first of these places where anything is. */
    record First(List<Place> places) implements Origin {
        public First {
            places = List.copyOf(places);
        }
    }

    /** All of these places, each with one text, as one text; nothing where one of them has none. */
    record Joined(List<Place> places, String separator) implements Origin {
        public Joined {
            places = List.copyOf(places);
        }
    }
}
