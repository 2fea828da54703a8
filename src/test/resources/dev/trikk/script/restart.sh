main() {
set -eu
die() {
    printf '%s\n' "$2" >&2
    exit "$1"
}
cd "$HOME"
user='shop'
epoch='7'
lock_wait='15'
[ -d .trikk ] || mkdir -p -m 700 .trikk
exec 9>".trikk/$user.lock"
flock -w "$lock_wait" 9 || die 75 "busy: another script holds $HOME/.trikk/$user.lock"
held=0
if [ -s ".trikk/$user.epoch" ]; then read -r held <".trikk/$user.epoch" || :; fi
case $held in *[!0-9]* | '') die 76 "$HOME/.trikk/$user.epoch holds no number: '$held'" ;; esac
if [ "$held" -gt "$epoch" ]; then
    die 76 "stale: epoch $held was here before, and this is only epoch $epoch"
elif [ "$held" -lt "$epoch" ]; then
    printf '%s\n' "$epoch" 1<>".trikk/$user.epoch"
fi
stop_command='itas stop'
start_command='itas start'
status_command='itas status'
stop() {
    sh -c "$stop_command" 9>&- || {
        code=$?
        if sh -c "$status_command" >/dev/null 2>&1 9>&-; then
            die 74 "cannot stop $user: '$stop_command' ended with $code, and it still runs"
        fi
    }
}
detached() {
    sh -c "$1" >"$2" 2>&1 9>&- || {
        code=$?
        tail -n 20 -- "$2" >&2
        return "$code"
    }
}
stop
detached "$start_command" ".trikk/$user.start.log" ||
    die 74 "cannot start $user: '$start_command' ended with $?"
}
{ main </dev/null; exit; }
