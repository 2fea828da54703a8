main() {
set -eu
die() {
    printf '%s\n' "$2" >&2
    exit "$1"
}
cd "$HOME"
umask 022
export LC_ALL=C
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
link='shop-app'
directory='shop-1.0-standalone'
marker='sha256:CHECKSUM shop shop'
jmx_port='9010'
xmx='512m'
marked() {
    found=
    if [ -f "$1/.trikk-checksum" ]; then read -r found <"$1/.trikk-checksum" || :; fi
    [ "$found" = "$marker" ]
}
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
point() {
    ln -sfn -- "$1" ".trikk/$link.new"
    mv -T -- ".trikk/$link.new" "$link"
    printf 'trikk:switched=%s\n' "$1"
}
mark() {
    if [ -e "$1/config/disabled" ]; then rm -f -- "$1/config/disabled"; fi
}
if [ -e "$link" ] && [ ! -h "$link" ]; then
    die 78 "$HOME/$link is in the way: it is not a symlink"
fi
marked "$directory" || die 73 "$HOME/$directory is not the release that was installed: install it again"
properties "$directory"
store
mark "$directory"
point "$directory"
}
{ main </dev/null; exit; }
