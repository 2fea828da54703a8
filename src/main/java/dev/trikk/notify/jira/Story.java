package dev.trikk.notify.jira;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Notice;
import dev.trikk.notify.Report;
import dev.trikk.text.Quoted;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is told of a deployment that is over. Pure: the same notice always makes the same story.
 *
 * @param headline how it went, in one line
 * @param id of the deployment
 * @param link address that leads to it
 * @param globalId under which JIRA keeps its one link for application and environment
 * @param lines what else there is to say
 * @param marker by which its comment is found again
 * @param version name of the version that it may release
 * @param day when it ended, in UTC
 */
record Story(
        String headline,
        String id,
        String link,
        String globalId,
        List<String> lines,
        String marker,
        String version,
        String day) {
    private static final int LONGEST = 500;
    /** JIRA cuts nothing: a longer title is refused. */
    private static final int LONGEST_TITLE = 250;

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static Story of(Notice notice, Deployment deployment, JiraSettings settings) {
        Event event = notice.event();
        Instant ended = deployment.endedAt().orElse(event.at());
        String where = deployment.plan().environment().name();
        return new Story(
                Quoted.plain(Report.of(deployment, notice.results()).subject(), LONGEST_TITLE),
                deployment.id(),
                filled(settings.link(), deployment),
                "trikk:" + where + ":" + deployment.plan().application().name(),
                lines(deployment, ended),
                "(" + event.id() + " " + event.at() + ")",
                filled(settings.version().orElse(""), deployment),
                ended.atZone(ZoneOffset.UTC).toLocalDate().toString());
    }

    private static List<String> lines(Deployment deployment, Instant ended) {
        List<String> lines = new ArrayList<>();
        lines.add("Ended at " + MINUTES.format(ended)
                + deployment
                        .request()
                        .requestedBy()
                        .map(who -> ", asked for by " + who)
                        .orElse(""));
        if (!deployment.reason().isBlank()) {
            lines.add(deployment.reason());
        }
        return lines.stream().map(line -> Quoted.plain(line.strip(), LONGEST)).toList();
    }

    private static String filled(String template, Deployment deployment) {
        return template.replace("${id}", deployment.id())
                .replace("${application}", deployment.plan().application().name())
                .replace("${environment}", deployment.plan().environment().name())
                .replace("${version}", deployment.plan().release().version());
    }
}
