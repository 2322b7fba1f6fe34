package dev.vigie.simulate;

import dev.vigie.model.Action;
import dev.vigie.model.Subject;
import java.util.List;

/**
 * A list of people to be taken from one register.
 *
 * @param part its name in truth; empty where the plot has but one
 * @param action how a page of it is shown
 * @param fields what is shown of each person
 */
record Extract(String part, Register register, Action action, List<String> fields, List<Subject> people) {

    Extract {
        fields = List.copyOf(fields);
        people = List.copyOf(people);
    }

    Extract from(int fromPerson, int toPerson) {
        return new Extract(part, register, action, fields, people.subList(fromPerson, toPerson));
    }
}
