package dev.trikk.script;

import dev.trikk.inventory.Application;
import dev.trikk.remote.Script;

/**
 * Unpacks a release beside the running one: zip, rights, properties and the marker of a disabled server. What the link
 * points at is not touched, except for its rights. Reports {@code previous}: what the link says, to go back to.
 */
public final class InstallScript {
    private InstallScript() {}

    /**
     * The zip's single top folder is the release; without one, all of the zip is. The marker goes in last, so a directory
     * with a marker is whole. An empty folder stays behind for {@link PruneScript}, which deletes everything with one rm.
     */
    private static final String UNPACK =
            """
            unpack() {
                [ -f "$zip" ] || die MISSING "$HOME/$zip is gone: fetch it again"
                if [ -e "$unpacked" ]; then rm -rf -- "$unpacked"; fi
                unzip -q -o "$zip" -d "$unpacked" || case $? in
                    50) die FULL "disk full: $HOME/$zip cannot be unpacked" ;;
                    *) die UNPACK "cannot unpack $HOME/$zip: unzip is not content with it" ;;
                esac
                root=$unpacked
                entries=0
                for entry in "$unpacked"/* "$unpacked"/.[!.]*; do
                    if [ -e "$entry" ] || [ -h "$entry" ]; then entries=$((entries + 1)) top=$entry; fi
                done
                if [ "$entries" -eq 1 ] && [ -d "$top" ] && [ ! -h "$top" ]; then root=$top; fi
            }
            """;

    private static final String RIGHTS =
            """
            rights() {
                set -- "$1"/bin/*.sh
                if [ -f "$1" ]; then chmod +x -- "$@"; fi
            }
            """;

    private static final String LOOK =
            """
            printf 'trikk:previous=%s\\n' "$target"
            current=${target%/}
            current=${current##*/}
            unpacked=.trikk/unpack-$user
            if [ -h "$directory" ] || { [ -e "$directory" ] && [ ! -d "$directory" ]; }; then
                die IN_THE_WAY "$HOME/$directory is in the way: it is not a directory"
            fi
            """;

    /** Found by now: the marker of what is there, which may be another user's who shares this home. */
    private static final String REFUSE =
            """
            refuse() {
                case $found in
                    '' | *" $user") ;;
                    *) die IN_THE_WAY "$HOME/$directory belongs to another user: its marker says '$found'" ;;
                esac
                if [ -e "$directory" ] && [ "$directory" = "$current" ]; then
                    die IN_THE_WAY "$HOME/$directory is in use and was not made from this zip: a release must not change"
                fi
            }
            """;

    /** Killed between the two renames, the directory is missing, and the next attempt makes it anew. */
    private static final String MOVE =
            """
            move() {
                if [ -e "$directory" ]; then
                    trash=.trikk/trash-$user
                    if [ -e "$trash" ]; then rm -rf -- "$trash"; fi
                    mv -T -- "$directory" "$trash"
                    mv -T -- "$root" "$directory"
                    rm -rf -- "$trash"
                else
                    mv -T -- "$root" "$directory"
                fi
            }
            """;

    private static final String INSTALL =
            """
            if marked "$directory"; then
                rights "$directory"
                mark "$directory"
                if [ "$directory" != "$current" ]; then
                    properties "$directory"
                    store
                fi
            else
                refuse
                unpack
                if [ -h "$root/.trikk-checksum" ]; then die UNPACK "$HOME/$zip holds a symlink .trikk-checksum"; fi
                rights "$root"
                properties "$root"
                printf '%s' "$after" >"$file"
                mark "$root"
                printf '%s\\n' "$marker" >"$root/.trikk-checksum"
                move
            fi
            """;

    /**
     * For every server, with what the application has to do there. A disabled server gets its marker already here, so
     * that no watchdog starts the application when the link moves. Elsewhere the marker goes with the switch.
     */
    public static Script of(Errand errand, Duty duty) {
        Application application = errand.application();
        return Frame.forFiles("install", errand)
                .let("link", errand.link())
                .let("directory", errand.directory())
                .let("zip", errand.zip())
                .let("marker", errand.marker())
                .let("jmx_port", String.valueOf(application.jmxPort()))
                .let("xmx", application.xmx())
                .then(Parts.MARKED)
                .then(Parts.PROPERTIES)
                .then(UNPACK)
                .then(RIGHTS)
                .then(duty == Duty.REST ? duty.mark() : Duty.SERVE.mark())
                .then(REFUSE)
                .then(MOVE)
                .then(Parts.LINK_IS_FREE)
                .then(Parts.TARGET)
                .then(LOOK)
                .then(INSTALL)
                .script();
    }
}
