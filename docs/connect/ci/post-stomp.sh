#!/bin/bash
# Posts a request to Trikk over STOMP and prints the answer. Needs nothing but bash.
#
#   post-stomp.sh REQUEST.json
#
# BROKER                where the broker takes STOMP; default 127.0.0.1:61613
# BROKER_PASSWORD_FILE  file with the password of the user ci; default data/ci-password
# WAIT                  seconds to wait for the answer; default 60
#
# Exit code 0: accepted; 2: rejected; 1: no answer (not sent, not taken by the broker, or nobody answered).
set -euo pipefail
export LC_ALL=C # frames are bytes
broker=${BROKER:-127.0.0.1:61613}
deadline=$((SECONDS + ${WAIT:-60}))

fail() { printf 'post-stomp.sh: %s\n' "$1" >&2; exit 1; }

request=$(<"${1:?the file with the request}")
read -r password <"${BROKER_PASSWORD_FILE:-data/ci-password}" || [ -n "$password" ]

exec 3<>"/dev/tcp/${broker%:*}/${broker##*:}"

# send FRAME: lines of headers, an empty one, the body; a zero byte ends it
send() { printf '%s\0' "$1" >&3; }

# receive: the next frame, as $command and $body
receive() {
  local frame left=$((deadline - SECONDS))
  { [ "$left" -gt 0 ] && IFS= read -r -d '' -t "$left" frame <&3; } || fail "nothing more from $broker in time"
  while [ "${frame:0:1}" = $'\n' ]; do frame=${frame:1}; done
  command=${frame%%$'\n'*} body=${frame#*$'\n\n'}
  [ "$command" != ERROR ] || fail "$broker refuses: $frame"
}

send "CONNECT
accept-version:1.2
host:trikk
heart-beat:0,0
login:ci
passcode:$password

"
receive

send "SUBSCRIBE
id:answers
destination:/temp-queue/answers

"

# Without a content-length this is a text message. Without persistent it would not outlive the broker,
# without the receipt nobody would know whether the broker has it.
send "SEND
destination:/queue/trikk.requests
persistent:true
receipt:sent
reply-to:/temp-queue/answers

$request"

# the answer may be faster than the receipt
sent='' answer=''
until [ -n "$sent" ] && [ -n "$answer" ]; do
  receive
  case $command in
    RECEIPT) sent=yes ;;
    MESSAGE) answer=$body ;;
  esac
done
send "DISCONNECT

"
printf '%s\n' "$answer"
case $answer in
  *'"accepted":true'*) exit 0 ;;
  *) exit 2 ;;
esac
