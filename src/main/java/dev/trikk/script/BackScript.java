package dev.trikk.script;

import dev.trikk.remote.Script;
import java.util.Optional;

/** Points the application at what it ran before. Reports {@code switched}: what the link says now. */
public final class BackScript {
    private BackScript() {}

    private static final String BACK =
            """
            [ -d "$previous/" ] || die MISSING "$previous is gone from $HOME: there is no way back to it"
            point "$previous"
            """;

    private static final String REMOVE =
            """
            if [ "$target" = "$directory" ]; then rm -f -- "$link"; fi
            """;

    /**
     * The way back of a switch.
     *
     * @param previous what {@link InstallScript} reported; nothing where there was no link, which is then removed if it
     *     points at this errand's release
     */
    public static Script of(Errand errand, Optional<String> previous) {
        Frame frame = Frame.forFiles("back", errand).let("link", errand.link());
        return previous.map(text -> frame.let("previous", text)
                        .then(Parts.POINT)
                        .then(Parts.LINK_IS_FREE)
                        .then(BACK))
                .orElseGet(() -> frame.let("directory", errand.directory())
                        .then(Parts.TARGET)
                        .then(REMOVE))
                .script();
    }
}
