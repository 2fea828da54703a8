package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Approval;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Freeze;
import dev.trikk.inventory.Schedule;
import dev.trikk.inventory.WallClock;
import dev.trikk.text.Quoted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads who may deploy to an environment, when, and how much at once. */
final class RulesReader {
    private static final List<String> APPROVALS = List.of("none", "anyone", "another");
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Problems problems;

    RulesReader(Problems problems) {
        this.problems = problems;
    }

    EnvironmentRules read(Fields environment) {
        ZoneId zone = zone(environment);
        return new EnvironmentRules(
                environment.flag("trains", true),
                environment
                        .word("approval", APPROVALS)
                        .map(word -> Approval.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Approval.NONE),
                zone,
                environment.listed("freeze").stream()
                        .map(fields -> freeze(fields, zone))
                        .toList(),
                environment.has("mayDeploy")
                        ? Optional.of(Set.copyOf(environment.texts("mayDeploy", Shape.LINE)))
                        : Optional.empty(),
                environment.optionalNumber("atOnce", 1, 1000));
    }

    private ZoneId zone(Fields fields) {
        String name = fields.optionalText("zone", Shape.ZONE).orElse("");
        try {
            return name.isEmpty() ? EnvironmentRules.NONE.zone() : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            problems.at(
                    fields.at("zone"), "There is no time zone " + Quoted.of(name) + "; write one such as Europe/Oslo.");
            return EnvironmentRules.NONE.zone();
        }
    }

    private Freeze freeze(Fields fields, ZoneId zone) {
        Freeze freeze = new Freeze(
                fields.has("cron") ? cron(fields, zone) : dates(fields, zone),
                fields.text("reason", Shape.LINE),
                fields.flag("rollbacks", true));
        fields.end();
        return freeze;
    }

    private Schedule dates(Fields fields, ZoneId zone) {
        Optional<Instant> from = time(fields, "from").map(start -> WallClock.start(start, zone));
        Optional<Instant> until = time(fields, "until").map(end -> WallClock.end(end, zone));
        if (from.isEmpty() || until.isEmpty()) {
            return new Schedule.Between(Instant.EPOCH, Instant.EPOCH);
        }
        if (until.get().isBefore(from.get())) {
            problems.at(fields.at("until"), "until must come after from.");
        }
        return new Schedule.Between(from.get(), until.get());
    }

    private Optional<LocalDateTime> time(Fields fields, String key) {
        String text = fields.text(key, Shape.DATE_TIME);
        try {
            return Optional.of(text).filter(any -> !any.isEmpty()).map(LocalDateTime::parse);
        } catch (DateTimeException none) {
            problems.at(fields.at(key), key + " is " + Quoted.of(text) + ", which is in no calendar.");
            return Optional.empty();
        }
    }

    private Schedule cron(Fields fields, ZoneId zone) {
        String text = fields.text("cron", Shape.LINE);
        Duration length = fields.requiredDuration("for");
        if (length.compareTo(LONGEST) > 0) {
            problems.at(fields.at("for"), "for must be at most 744h; write longer times with from and until.");
            length = LONGEST;
        }
        try {
            return CronSchedule.of(text.isEmpty() ? "0 0 1 1 *" : text, length, zone);
        } catch (IllegalArgumentException malformed) {
            problems.at(
                    fields.at("cron"),
                    "cron is " + Quoted.of(text) + ", but must be minute, hour, day of the month, month and day of the"
                            + " week, such as \"0 16 * * FRI\".");
            return new Schedule.Between(Instant.EPOCH, Instant.EPOCH);
        }
    }
}
