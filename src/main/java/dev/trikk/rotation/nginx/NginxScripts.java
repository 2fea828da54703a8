package dev.trikk.rotation.nginx;

import dev.trikk.remote.Script;
import dev.trikk.remote.Shell;
import java.time.Duration;

/**
 * What is run on the host of nginx. Texts are constants, values come in as quoted words. The text is a function and one last
 * line that calls it, so a text cut on its way runs nothing.
 */
final class NginxScripts {
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration CHANGE = Duration.ofSeconds(60);

    private static final String HEAD =
            """
            set -eu
            export LC_ALL=C
            PATH=$PATH:/usr/sbin:/sbin
            die() {
                printf '%s\\n' "$1" >&2
                exit 1
            }
            # number and age of those that take requests; one that only finishes what it has says so in its title
            workers() {
                ps -A -o pid= -o ppid= -o etimes= -o args= |
                    awk -v master="$master" '$2 == master && /nginx: worker process *$/ { print $1, $3 }'
            }
            numbers() {
                printf '%s\\n' "$1" | while read -r number age; do printf '%s ' "$number"; done
            }
            for tool in awk bash flock ps ss; do
                command -v "$tool" >/dev/null || die "the host of nginx needs the command $tool"
            done
            [ -r "$file" ] || die "cannot read $file"
            text=$(head -c 65537 "$file")
            [ "${#text}" -le 65535 ] || die "$file is longer than 65535 bytes"
            master=
            [ ! -r "$pid" ] || read -r master <"$pid" || :
            case $master in *[!0-9]* | '') die "nginx does not run: there is no number of a process in $pid" ;; esac
            crew=$(workers)
            [ -n "$crew" ] || die "nginx does not run: process $master, named by $pid, has no workers"
            """;

    /**
     * That a file is in force is known for sure where our own reload has noted the workers that it brought, or where all
     * workers are younger than the file.
     */
    private static final String SHOW =
            """
            force=no
            if [ "$(cat "$file.running" 2>/dev/null || :)" = "$(numbers "$crew")
            $text" ]; then
                force=yes
            else
                oldest=$(printf '%s\\n' "$crew" | awk '{ if ($2 > age) age = $2 } END { print age + 0 }')
                [ "$(stat -c %Y "$file")" -ge $(($(date +%s) - oldest - 1)) ] || force=yes
            fi
            look() {
                case $1 in *[!]A-Za-z0-9.:[-]*) return ;; esac
                case $1 in *]) peer=$1:80 ;; \\[* | *:*) peer=$1 ;; *) peer=$1:80 ;; esac
                sessions=0
                there=$(ss -Htn state established dst "$peer") || return
                [ -z "$there" ] || sessions=$(printf '%s\\n' "$there" | wc -l)
                host=${peer%:*}
                host=${host#\\[}
                answers=no
                # not from Trikk: what counts is what nginx can reach
                if timeout 2 bash -c ': <"/dev/tcp/$1/$2"' - "${host%\\]}" "${peer##*:}" 2>/dev/null; then answers=yes; fi
                printf 'server %s %s %s\\n' "$1" "$sessions" "$answers"
            }
            printf 'force %s\\n' "$force"
            printf '%s\\n' "$text" | sed -n 's/^[[:space:]]*server[[:space:]]\\{1,\\}\\([^[:space:];]*\\).*/\\1/p' | {
                while read -r address; do
                    look "$address" &
                done
                wait
            }
            printf 'file\\n%s\\nend\\n' "$text"
            """;

    private static final String CHANGE_IT =
            """
            [ -w "${file%/*}" ] || die "cannot write beside $file: its folder must belong to this login"
            exec 9>>"$file.lock"
            flock -w 20 9 || die "another change of $file is under way"
            [ "$(cat "$file")" = "$before" ] || die "$file was changed by somebody else at the same moment"
            old=" $(numbers "$(workers)")"
            umask 022
            printf '%s\\n' "$after" >"$file.new"
            cp -p -- "$file" "$file.old"
            mv -f -- "$file.new" "$file"
            complaint=$(sh -c "$nginx -t" 2>&1 9>&-) || {
                mv -f -- "$file.old" "$file"
                die "'$nginx -t' refuses its configuration, $file is as it was: $(printf '%s' "$complaint" | grep -m 1 . || :)"
            }
            complaint=$(sh -c "$nginx -s reload" 2>&1 9>&-) || die "'$nginx -s reload' failed: $complaint"
            # the command succeeds even if the master then keeps its old configuration
            renewed() {
                now=$(numbers "$(workers)")
                [ -n "${now# }" ] || return 1
                for worker in $now; do
                    case $old in *" $worker "*) return 1 ;; esac
                done
            }
            over=$(($(date +%s) + patience))
            until renewed; do
                [ "$(date +%s)" -lt "$over" ] ||
                    die "nginx has no new workers $patience s after its reload: see its error log"
                sleep 0.1
            done
            printf '%s\\n%s\\n' "$now" "$after" >"$file.running"
            rm -f -- "$file.old"
            """;

    private final String file;
    private final String pid;
    private final String nginx;
    private final Duration patience;

    /** @param patience how long nginx may take to have new workers */
    NginxScripts(String file, String pid, String nginx, Duration patience) {
        this.file = file;
        this.pid = pid;
        this.nginx = nginx;
        this.patience = patience;
    }

    /** Prints whether the file is in force, what each server of it has to do, and the file. Changes nothing. */
    Script look() {
        return new Script("nginx-look", framed("", SHOW), LOOK);
    }

    /** Makes another file of one that was seen, and has nginx take it over. */
    Script change(String before, String after) {
        return new Script("nginx-change", framed(values(before, after), CHANGE_IT), CHANGE);
    }

    private String values(String before, String after) {
        return let("before", before) + let("after", after) + let("patience", String.valueOf(patience.toSeconds()));
    }

    private String framed(String values, String text) {
        return "main() {\n" + let("file", file) + let("pid", pid) + let("nginx", nginx) + values + HEAD + text
                + "}\n{ main </dev/null; exit; }\n";
    }

    private static String let(String variable, String value) {
        return variable + "=" + Shell.quote(value) + "\n";
    }
}
