#!/bin/sh
# For people; the pipeline uses itas, which finds the process itself.
exec itas stop "${ITAS_APPLICATION:-$(cat "$(dirname "$0")/../config/name")}"
