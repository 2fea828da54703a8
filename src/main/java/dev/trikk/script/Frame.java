package dev.trikk.script;

import dev.trikk.remote.Script;
import dev.trikk.remote.Shell;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What all scripts have in common. The text is a function and one last line that calls it, so a text cut on its way runs
 * nothing. Texts are constants; values come in through {@link #let} only. Not safe for several threads.
 *
 * <p>Below the home directory, scripts keep their state in {@code .trikk}: per application user a lock, the epoch of the
 * newest attempt, and what is being unpacked or thrown away. Descriptor 9 holds the lock. Trikk's own tools inherit it on
 * purpose (a shell that is killed must not unlock what its unzip still writes); commands of the operators must not, or a
 * daemon would hold it for ever.
 */
final class Frame {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** In the sources codes have names: {@code die BUSY}; in the text that is sent they are numbers. */
    private static final Pattern DIE = Pattern.compile("\\bdie ([A-Z_]+)\\b");

    private static final String HEAD =
            """
            main() {
            set -eu
            die() {
                printf '%s\\n' "$2" >&2
                exit "$1"
            }
            cd "$HOME"
            """;

    /** The call is a group: cut anywhere, it is a syntax error. With the exit, nothing behind it is read. */
    private static final String TAIL = """
            }
            { main </dev/null; exit; }
            """;

    /** Never for commands of the operators: a JVM takes its character set from the locale it was started in. */
    private static final String OWN_ENVIRONMENT = """
            umask 022
            export LC_ALL=C
            """;

    /**
     * The epoch is overwritten in place by one write of at least as many digits, which is as atomic as a rename and costs
     * no process.
     */
    private static final String LOCK =
            """
            [ -d .trikk ] || mkdir -p -m 700 .trikk
            exec 9>".trikk/$user.lock"
            flock -w "$lock_wait" 9 || die BUSY "busy: another script holds $HOME/.trikk/$user.lock"
            held=0
            if [ -s ".trikk/$user.epoch" ]; then read -r held <".trikk/$user.epoch" || :; fi
            case $held in *[!0-9]* | '') die STALE "$HOME/.trikk/$user.epoch holds no number: '$held'" ;; esac
            if [ "$held" -gt "$epoch" ]; then
                die STALE "stale: epoch $held was here before, and this is only epoch $epoch"
            elif [ "$held" -lt "$epoch" ]; then
                printf '%s\\n' "$epoch" 1<>".trikk/$user.epoch"
            fi
            """;

    private final String name;
    private final Duration deadline;
    private final StringBuilder text = new StringBuilder(HEAD);

    private Frame(String name, Errand errand) {
        this.name = name;
        this.deadline = errand.deadline();
    }

    /** For scripts that make files: under the lock, with Trikk's own umask and locale. */
    static Frame forFiles(String name, Errand errand) {
        return new Frame(name, errand).then(OWN_ENVIRONMENT).lock(errand);
    }

    /** For scripts that run commands of the operators: under the lock, in the environment that they know. */
    static Frame forCommands(String name, Errand errand) {
        return new Frame(name, errand).lock(errand);
    }

    /** For scripts that only look: no lock, no state. */
    static Frame forLooking(String name, Errand errand) {
        return new Frame(name, errand);
    }

    private Frame lock(Errand errand) {
        Duration half = errand.deadline().dividedBy(2);
        Duration wait = half.compareTo(LONGEST_WAIT) < 0 ? half : LONGEST_WAIT;
        return let("user", errand.application().user())
                .let("epoch", String.valueOf(errand.epoch()))
                .let("lock_wait", String.valueOf(wait.toSeconds()))
                .then(LOCK);
    }

    /** Adds a variable. This is the only way for a value into a script. */
    Frame let(String variable, String value) {
        text.append(variable).append('=').append(Shell.quote(value)).append('\n');
        return this;
    }

    /** Adds text, which must be a constant. */
    Frame then(String constant) {
        text.append(DIE.matcher(constant)
                .replaceAll(die -> "die " + ExitCode.valueOf(die.group(1)).code()));
        return this;
    }

    Script script() {
        return new Script(name, text + TAIL, deadline);
    }
}
