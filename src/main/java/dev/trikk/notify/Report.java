package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What people are told: the end of a deployment or a train, its hold, a rejected request, an alarm and its end, the ends of a day. The same input always gives the same
 * report. Text from elsewhere is cut and made harmless in all three parts.
 *
 * @param subject one line that begins with the outcome
 * @param text for a window of 78 columns
 * @param html the same, as a page that loads nothing
 */
public record Report(String subject, String text, String html) {

    /**
     * The report of a deployment that is over.
     *
     * @param results all its results, in order
     * @throws IllegalArgumentException when it is not over
     */
    public static Report of(Deployment deployment, List<Result> results) {
        EndedReport report = new EndedReport(deployment, results);
        return written(report.headline(), report.what(), report::write);
    }

    /** The report of a rejected request, made of its {@link Event.Type#REJECTED} event. */
    public static Report ofRejected(Event event) {
        RejectedReport report = new RejectedReport(event);
        return written(Headline.REJECTED, report.what(), report::write);
    }

    /** The report of a deployment that stands still, made of its {@link Event.Type#HELD} event. */
    public static Report ofHeld(Deployment deployment, Event event) {
        HeldReport report = new HeldReport(deployment, event);
        return written(Headline.HELD, report.what(), report::write);
    }

    /** The report of an {@link Event.Type#ALARM}, or of its {@link Event.Type#ALL_CLEAR}. */
    public static Report ofAlarm(Event event) {
        AlarmReport report = new AlarmReport(event);
        return written(report.headline(), report.what(), report::write);
    }

    /** The report of all deployments that ended on one day. */
    public static Report ofDigest(Daily.Day day, List<Deployment> ended) {
        DigestReport report = new DigestReport(day, ended);
        return written(Headline.DIGEST, report.what(), report::write);
    }

    /** The report of a train that is over. */
    public static Report ofTrain(TrainRide ride) {
        TrainReport report = new TrainReport(ride);
        return written(report.headline(), report.what(), report::write);
    }

    /** The report of whatever a notice tells of; none for what happens on the way, and for what a train tells of. */
    public static Optional<Report> of(Notice notice) {
        return switch (notice.event().type()) {
            case ENDED ->
                notice.deployment().filter(any -> !notice.isToldWithTrain()).map(over -> of(over, notice.results()));
            case TRAIN_ENDED -> notice.train().map(Report::ofTrain);
            case HELD -> notice.deployment().map(held -> ofHeld(held, notice.event()));
            case REJECTED -> Optional.of(ofRejected(notice.event()));
            case ALARM, ALL_CLEAR -> Optional.of(ofAlarm(notice.event()));
            case ACCEPTED, STARTED, STEPPED -> Optional.empty();
        };
    }

    private static Report written(Headline outcome, String what, Consumer<Pen> content) {
        String subject = Excerpt.oneLine(Escape.visible(outcome + " " + what));
        Pen text = new TextPen();
        Pen html = new HtmlPen(subject);
        for (Pen pen : List.of(text, html)) {
            pen.headline(outcome, what);
            content.accept(pen);
        }
        return new Report(subject, text.text(), html.text());
    }
}
