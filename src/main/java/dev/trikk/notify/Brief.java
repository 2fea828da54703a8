package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The one message that a chat shows of an outcome. Its texts are in single lines of limited length with nothing hidden in them; what
 * a chat's own markup would make of them is left to its {@link Markup}.
 *
 * @param key the same each time the notice comes, and no other notice's, whichever Trikk tells it
 * @param thread what belongs together has the same: all that is told of one deployment, an alarm and its end
 * @param outcome how it went
 * @param what what went so: {@code shop 1.4.2 -> production}
 * @param parts the rest, in order
 */
public record Brief(String key, String thread, Headline outcome, String what, List<Part> parts) {

    /** A piece of a message. */
    public sealed interface Part permits Sentence, Named, Typed {}

    /** A sentence. */
    public record Sentence(String text) implements Part {}

    /** A fact: its name with its value. */
    public record Named(String name, String value) implements Part {}

    /** What to type next, and what for. */
    public record Typed(String command, String purpose) implements Part {}

    /** The message of a notice; none for what happens on the way of a deployment, and for what a train tells of. */
    public static Optional<Brief> of(Notice notice) {
        Event event = notice.event();
        if (notice.isToldWithTrain()) {
            return Optional.empty();
        }
        BriefPen pen = new BriefPen();
        switch (event.type()) {
            case ENDED -> {
                EndedReport report = new EndedReport(deployment(notice), notice.results());
                pen.headline(report.headline(), report.what());
                report.writeBrief(pen);
            }
            case TRAIN_ENDED -> {
                TrainReport report = new TrainReport(notice.train()
                        .orElseThrow(() -> new IllegalArgumentException(event.id() + " comes without its train")));
                pen.headline(report.headline(), report.what());
                report.writeBrief(pen);
            }
            case HELD -> {
                HeldReport report = new HeldReport(deployment(notice), event);
                pen.headline(Headline.HELD, report.what());
                report.write(pen);
            }
            case REJECTED -> {
                RejectedReport report = new RejectedReport(event);
                pen.headline(Headline.REJECTED, report.what());
                report.write(pen);
            }
            case ALARM, ALL_CLEAR -> {
                AlarmReport report = new AlarmReport(event);
                pen.headline(report.headline(), report.what());
                report.write(pen);
            }
            case ACCEPTED, STARTED, STEPPED -> {
                return Optional.empty();
            }
        }
        return Optional.of(pen.brief(event.id() + "@" + event.at(), thread(notice)));
    }

    private static Deployment deployment(Notice notice) {
        return notice.deployment()
                .orElseThrow(() ->
                        new IllegalArgumentException("event " + notice.event().id() + " comes without its deployment"));
    }

    private static String thread(Notice notice) {
        Event event = notice.event();
        return notice.deployment()
                .map(deployment -> deployment.id() + "@" + deployment.acceptedAt())
                .or(() -> Optional.ofNullable(event.data().get("alarm"))
                        .map(alarm -> event.data().getOrDefault("kind", "") + " " + alarm))
                .orElse(event.id() + "@" + event.at());
    }

    /** The first line, without any markup: for notifications. */
    public String title() {
        return outcome + " " + what;
    }

    /** The first line. */
    public String title(Markup markup) {
        return markup.strong(outcome.toString()) + " " + markup.plain(what);
    }

    /**
     * What follows the first line, a line for each part. What does not fit is left out, the commands last.
     *
     * @param limit longest text, in {@link String#length()}
     */
    public String text(Markup markup, int limit) {
        return String.join(
                markup.lineEnd(),
                fitting(part -> line(part, markup).length() + markup.lineEnd().length(), limit).stream()
                        .map(part -> line(part, markup))
                        .toList());
    }

    /** As many parts as fit, in order: commands before all others. */
    public List<Part> fitting(ToIntFunction<Part> size, int limit) {
        boolean[] fits = new boolean[parts.size()];
        int left = limit;
        for (boolean typed : new boolean[] {true, false}) {
            for (int i = 0; i < parts.size(); i++) {
                int needed = size.applyAsInt(parts.get(i));
                if (parts.get(i) instanceof Typed == typed && needed <= left) {
                    fits[i] = true;
                    left -= needed;
                }
            }
        }
        return IntStream.range(0, fits.length)
                .filter(i -> fits[i])
                .mapToObj(parts::get)
                .toList();
    }

    private static String line(Part part, Markup markup) {
        if (part instanceof Named named) {
            return markup.strong(named.name() + ":") + " " + markup.plain(named.value());
        }
        if (part instanceof Typed typed) {
            return markup.plain(typed.purpose()) + " " + markup.code(typed.command());
        }
        return markup.plain(((Sentence) part).text());
    }
}
