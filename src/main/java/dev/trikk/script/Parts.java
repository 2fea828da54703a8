package dev.trikk.script;

/** Shell functions that several scripts share. Each says which variables it reads, and which it sets. */
final class Parts {
    private Parts() {}

    /** {@code marked DIR}: whether DIR was made from this zip for this user. Reads marker; sets found. */
    static final String MARKED =
            """
            marked() {
                found=
                if [ -f "$1/.trikk-checksum" ]; then read -r found <"$1/.trikk-checksum" || :; fi
                [ "$found" = "$marker" ]
            }
            """;

    /**
     * {@code right FILE}: whether FILE has the right checksum. Reads digest, checksum; sets actual. Not {@code -c}: that
     * does not say what the checksum is instead.
     */
    static final String RIGHT =
            """
            right() {
                actual=$("$digest" <"$1")
                actual=${actual%% *}
                [ "$actual" = "$checksum" ]
            }
            """;

    /** Makes the folder of the zip. Reads zip. */
    static final String ARTIFACTS = """
            [ -d "${zip%/*}" ] || mkdir -p -- "${zip%/*}"
            """;

    /**
     * {@code properties DIR}: what its properties file is ({@code before}) and shall be ({@code after}): our two keys
     * replaced where they stand or added, every other line kept. {@code store}: writes it by rename if it is to change.
     * Reads jmx_port, xmx; sets file, before, after.
     */
    static final String PROPERTIES =
            """
            newline='
            '
            properties() {
                file=$1/config/itas.properties
                before='' after='' port='' memory=''
                if [ -f "$file" ]; then
                    while IFS= read -r line || [ -n "$line" ]; do
                        before=$before$line$newline
                        case ${line#"${line%%[![:space:]]*}"} in
                            jmx.port | jmx.port[=:[:space:]]*) port=seen line=jmx.port=$jmx_port ;;
                            jvm.xmx | jvm.xmx[=:[:space:]]*) memory=seen line=jvm.xmx=$xmx ;;
                        esac
                        after=$after$line$newline
                    done <"$file"
                fi
                [ -n "$port" ] || after=${after}jmx.port=$jmx_port$newline
                [ -n "$memory" ] || after=${after}jvm.xmx=$xmx$newline
                [ -d "$1/config" ] || mkdir -- "$1/config"
            }
            store() {
                if [ "$after" != "$before" ]; then
                    if [ -f "$file" ]; then cp -p -- "$file" "$file.new"; fi
                    printf '%s' "$after" >"$file.new"
                    mv -T -- "$file.new" "$file"
                fi
            }
            """;

    /** Refuses to go on when the link's name is taken by something else. Reads link. */
    static final String LINK_IS_FREE =
            """
            if [ -e "$link" ] && [ ! -h "$link" ]; then
                die IN_THE_WAY "$HOME/$link is in the way: it is not a symlink"
            fi
            """;

    /** What the link says, exactly. Reads link; sets target. */
    static final String TARGET =
            """
            target=
            if [ -h "$link" ]; then target=$(readlink -- "$link"); fi
            """;

    /** {@code point TEXT}: the link says TEXT, at no moment nothing. Reads link. */
    static final String POINT =
            """
            point() {
                ln -sfn -- "$1" ".trikk/$link.new"
                mv -T -- ".trikk/$link.new" "$link"
                printf 'trikk:switched=%s\\n' "$1"
            }
            """;

    /**
     * {@code stop}: when the operators' command fails, their status command has the last word: a first deployment has
     * nothing to stop. Reads user, stop_command, status_command.
     */
    static final String STOP =
            """
            stop() {
                sh -c "$stop_command" 9>&- || {
                    code=$?
                    if sh -c "$status_command" >/dev/null 2>&1 9>&-; then
                        die CONTROL "cannot stop $user: '$stop_command' ended with $code, and it still runs"
                    fi
                }
            }
            """;

    /**
     * {@code detached COMMAND LOG}: runs a command that may leave a daemon behind. Its output goes to a file, for a
     * channel stays open as long as a process has it open.
     */
    static final String DETACHED =
            """
            detached() {
                sh -c "$1" >"$2" 2>&1 9>&- || {
                    code=$?
                    tail -n 20 -- "$2" >&2
                    return "$code"
                }
            }
            """;
}
