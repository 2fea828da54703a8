main() {
set -eu
die() {
    printf '%s\n' "$2" >&2
    exit "$1"
}
cd "$HOME"
link='shop-app'
directory='shop-1.0-standalone'
marker='sha256:CHECKSUM shop shop'
marked() {
    found=
    if [ -f "$1/.trikk-checksum" ]; then read -r found <"$1/.trikk-checksum" || :; fi
    [ "$found" = "$marker" ]
}
target=
if [ -h "$link" ]; then target=$(readlink -- "$link"); fi
marked "$link" || :
disabled=no
if [ -e "$link/config/disabled" ]; then disabled=yes; fi
printf 'trikk:current=%s\ntrikk:marker=%s\ntrikk:disabled=%s\n' "$target" "$found" "$disabled"
user='shop'
status_command='itas status'
running=no
if sh -c "$status_command" >/dev/null 2>&1; then running=yes; fi
printf 'trikk:running=%s\n' "$running"
if [ "$target" != "$directory" ]; then
    die 79 "$HOME/$link should point at $directory, but points at ${target:-nothing}"
elif [ "$found" != "$marker" ]; then
    die 79 "$HOME/$directory should be made from '$marker', but its marker says '$found'"
fi
if [ "$disabled" = yes ]; then
    die 79 "$HOME/$directory/config/disabled is there, but $user shall run here"
elif [ "$running" = no ]; then
    die 79 "$user should run, but '$status_command' says that it does not"
fi
}
{ main </dev/null; exit; }
