#!/bin/sh
# Becomes the JVM. Address and port come from outside the release: they belong to the server.
set -eu
app=${0%/bin/*}
xmx=$(sed -n 's/^jvm\.xmx=//p' "$app/config/itas.properties")
# shellcheck disable=SC2046 # name, version and health are words
exec java "-Xmx$xmx" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto -cp "$app/lib/app.jar" \
    dev.trikk.demo.DemoApp $(cat "$app/config/app") "$DEMO_ADDRESS" "$DEMO_PORT" "$DEMO_PID"
