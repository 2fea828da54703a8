package dev.trikk.script;

import dev.trikk.inventory.Application;
import dev.trikk.remote.Script;

/**
 * Points the application at an installed release, with its properties and its enable marker; the process that runs is left
 * alone. Reports {@code switched}: what the link says now.
 */
public final class SwitchScript {
    private SwitchScript() {}

    private static final String SWITCH =
            """
            marked "$directory" || die MISSING "$HOME/$directory is not the release that was installed: install it again"
            properties "$directory"
            store
            mark "$directory"
            point "$directory"
            """;

    /** For every server, with what the application has to do there. */
    public static Script of(Errand errand, Duty duty) {
        Application application = errand.application();
        return Frame.forFiles("switch", errand)
                .let("link", errand.link())
                .let("directory", errand.directory())
                .let("marker", errand.marker())
                .let("jmx_port", String.valueOf(application.jmxPort()))
                .let("xmx", application.xmx())
                .then(Parts.MARKED)
                .then(Parts.PROPERTIES)
                .then(Parts.POINT)
                .then(duty.mark())
                .then(Parts.LINK_IS_FREE)
                .then(SWITCH)
                .script();
    }
}
