package dev.vigie.siem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delivery of a batch that is too large, or wrong somewhere, in ever smaller halves, down to the message at fault. */
final class Halves {

    private Halves() {}

    /** One attempt at some messages. */
    interface Attempt {
        /** An answer for each message; null where halves should be tried, which is never for a single message. */
        @Nullable
        List<Answer> at(List<Message> messages) throws InterruptedException;
    }

    /** Answers for all messages. Behind a message that must wait no more is attempted. */
    static List<Answer> deliver(List<Message> messages, Attempt attempt) throws InterruptedException {
        List<Answer> whole = attempt.at(messages);
        if (whole != null) {
            return whole;
        }
        int middle = messages.size() / 2;
        List<Answer> answers = new ArrayList<>(deliver(messages.subList(0, middle), attempt));
        Answer last = answers.get(middle - 1);
        List<Message> rest = messages.subList(middle, messages.size());
        answers.addAll(last.kind() == Answer.Kind.LATER ? Receiver.all(rest, last) : deliver(rest, attempt));
        return answers;
    }
}
