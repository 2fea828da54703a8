#!/bin/sh
# Becomes the JVM. Name, port and address come from outside the release: they belong to the server, not to a version.
set -eu
release=$(cd "$(dirname "$0")/.." && pwd -P)
name=${ITAS_APPLICATION:-$(cat "$release/config/name")}

setting() { sed -n "s/^$1 *= *//p" "$release/config/itas.properties" | tail -n 1; }

if [ ! -r "$HOME/$name.port" ]; then
  echo "$name: $HOME/$name.port is missing; write the port to listen on into it." >&2
  exit 1
fi
xmx=$(setting jvm.xmx)
exec java -Xmx"${xmx:-32m}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto \
  -Djmx.port="$(setting jmx.port)" -Djvm.xmx="$xmx" \
  -cp "$release/lib/app.jar" App "$name" "$(hostname)" "$(cat "$HOME/$name.port")" "$release"
