package dev.trikk.script;

import dev.trikk.inventory.Application;
import dev.trikk.remote.Script;
import java.util.Optional;

/**
 * Deletes releases that are no longer wanted, and what earlier scripts left behind. Only directories whose marker names
 * this application are touched; the current release and the one before always stay. Reports {@code pruned}: how many.
 */
public final class PruneScript {
    private PruneScript() {}

    private static final String OPERATORS_WAY =
            """
            "$delete_command" "$user" 9>&- || die CONTROL "'$delete_command $user' ended with $?"
            """;

    /** Puts what may go into the positional parameters, and counts what must stay. */
    private static final String CHOOSE =
            """
            current=${target%/}
            current=${current##*/}
            previous=${previous%/}
            previous=${previous##*/}
            kept=0
            set --
            for release in "$name"-*-standalone; do
                found=
                if [ -d "$release" ] && [ ! -h "$release" ] && [ -f "$release/.trikk-checksum" ]; then
                    read -r found <"$release/.trikk-checksum" || :
                fi
                case $found in *?"$owner") ;; *) continue ;; esac
                case $release in
                    "$current" | "$previous" | "$directory") kept=$((kept + 1)) ;;
                    *) set -- "$@" "$release" ;;
                esac
            done
            excess=$((kept + $# - keep))
            """;

    /** Renamed first: half a release must not look like a whole one. */
    private static final String DISCARD =
            """
            pruned=0
            if [ "$excess" -gt 0 ] && [ $# -gt 0 ]; then
                oldest=$(ls -trd -- "$@")
                set --
                while [ "$excess" -gt 0 ] && read -r release; do
                    set -- "$@" "$release"
                    excess=$((excess - 1))
                done <<LIST
            $oldest
            LIST
                if [ -e "$trash" ]; then rm -rf -- "$trash"; fi
                mkdir -- "$trash"
                mv -t "$trash" -- "$@"
                pruned=$#
            fi
            printf 'trikk:pruned=%s\\n' "$pruned"
            """;

    /** Zips without their release, whatever else lies there, and what killed scripts have left: one rm for all. */
    private static final String SWEEP =
            """
            set --
            for zip in ".trikk/artifacts/$user"/*; do
                release=${zip##*/}
                if [ -e "$zip" ] && [ ! -d "${release%.zip}" ]; then set -- "$@" "$zip"; fi
            done
            for left in "$trash" ".trikk/unpack-$user"; do
                if [ -e "$left" ]; then set -- "$@" "$left"; fi
            done
            [ $# -eq 0 ] || rm -rf -- "$@"
            """;

    /**
     * For every server, as the last step.
     *
     * @param previous what {@link InstallScript} reported
     */
    public static Script of(Errand errand, Optional<String> previous) {
        return errand.application()
                .deleteOldVersions()
                .map(command -> operatorsWay(errand, command))
                .orElseGet(() -> ownWay(errand, previous.orElse("")))
                .then(SWEEP)
                .script();
    }

    private static Frame operatorsWay(Errand errand, String command) {
        return Frame.forCommands("prune", errand)
                .let("trash", trash(errand))
                .let("delete_command", command)
                .then(OPERATORS_WAY);
    }

    private static Frame ownWay(Errand errand, String previous) {
        Application application = errand.application();
        return Frame.forFiles("prune", errand)
                .let("trash", trash(errand))
                .let("link", errand.link())
                .let("directory", errand.directory())
                .let("name", errand.release().name())
                .let("owner", errand.owner())
                .let("previous", previous)
                .let("keep", String.valueOf(application.keep()))
                .then(Parts.TARGET)
                .then(CHOOSE)
                .then(DISCARD);
    }

    private static String trash(Errand errand) {
        return ".trikk/trash-" + errand.application().user();
    }
}
