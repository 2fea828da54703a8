package dev.trikk.script;

import dev.trikk.remote.Script;

/**
 * Looks whether a server is as the deployment should have left it, and changes nothing. Reports {@code current},
 * {@code marker}, {@code disabled} and, unless it is a proxy, {@code running}; gives up with {@link ExitCode#WRONG}.
 */
public final class VerifyScript {
    private VerifyScript() {}

    private static final String LOOK =
            """
            marked "$link" || :
            disabled=no
            if [ -e "$link/config/disabled" ]; then disabled=yes; fi
            printf 'trikk:current=%s\\ntrikk:marker=%s\\ntrikk:disabled=%s\\n' "$target" "$found" "$disabled"
            """;

    private static final String ASK =
            """
            running=no
            if sh -c "$status_command" >/dev/null 2>&1; then running=yes; fi
            printf 'trikk:running=%s\\n' "$running"
            """;

    private static final String COMPARE_FILES =
            """
            if [ "$target" != "$directory" ]; then
                die WRONG "$HOME/$link should point at $directory, but points at ${target:-nothing}"
            elif [ "$found" != "$marker" ]; then
                die WRONG "$HOME/$directory should be made from '$marker', but its marker says '$found'"
            fi
            """;

    private static final String COMPARE_RUNNING =
            """
            if [ "$disabled" = yes ]; then
                die WRONG "$HOME/$directory/config/disabled is there, but $user shall run here"
            elif [ "$running" = no ]; then
                die WRONG "$user should run, but '$status_command' says that it does not"
            fi
            """;

    private static final String COMPARE_RESTING =
            """
            if [ "$disabled" = no ]; then
                die WRONG "$HOME/$directory/config/disabled is missing, but $user shall not run here"
            elif [ "$running" = yes ]; then
                die WRONG "$user should not run, but '$status_command' says that it does"
            fi
            """;

    /** For every server, with what the application has to do there. */
    public static Script of(Errand errand, Duty duty) {
        Frame frame = Frame.forLooking("verify", errand)
                .let("link", errand.link())
                .let("directory", errand.directory())
                .let("marker", errand.marker())
                .then(Parts.MARKED)
                .then(Parts.TARGET)
                .then(LOOK);
        if (duty == Duty.SERVE) {
            return frame.then(COMPARE_FILES).script();
        }
        return frame.let("user", errand.application().user())
                .let("status_command", errand.application().control().status())
                .then(ASK)
                .then(COMPARE_FILES)
                .then(duty == Duty.RUN ? COMPARE_RUNNING : COMPARE_RESTING)
                .script();
    }
}
