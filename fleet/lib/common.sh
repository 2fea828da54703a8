# What up, down, server and release share. Sourced, never run.

program=fleet/${0##*/}
# Seldom used numbers: whoever listens on all addresses (most Java servers do) also takes a port on the fleet's own.
ssh_port=2222
front_port=28000
httpd_port=28080
repository_port=28081
haproxy_api_port=28999
first_application_port=29001

fail() { printf '%s: %s\n' "$program" "$*" >&2; exit 1; }

need_root() {
  [ "$(id -u)" = 0 ] && return 0
  echo "$program needs root because it makes mount and process namespaces. Type: sudo $0 $*" >&2
  exit 1
}

# Several runs in one folder of several fleets compare paths, so there must be one spelling of each.
absolute() { realpath -m -- "$1"; }

# Daemons must not keep a caller's locks or pipes open: a test that waits for end of file would wait for ever.
close_inherited_files() {
  local fd
  for fd in /proc/self/fd/*; do
    fd=${fd##*/}
    # 255 is bash's own.
    if [ "$fd" -gt 2 ] && [ "$fd" != 255 ]; then eval "exec $fd>&-"; fi
  done
}

started_at() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  # A command name may hold blanks and brackets: fields are safe only after the last bracket.
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  if [ "$1" != Z ]; then echo "${20}"; fi
}

is_alive() { [ -n "$(started_at "$1")" ]; }

# Runs a daemon in its own session and leaves its pid in a file, and in the second line when it started: numbers are
# used again.
spawn() {
  local pid_file=$1 log=$2
  shift 2
  rm -f "$pid_file"
  (
    exec </dev/null >>"$log" 2>&1
    close_inherited_files
    # BASHPID is another one inside the brackets of a substitution.
    self=$BASHPID
    printf '%s\n%s\n' "$self" "$(started_at "$self")" >"$pid_file"
    exec setsid -- "$@"
  ) &
}

# Prints the pid in the file if that very process still runs.
our_pid() {
  local pid='' recorded=''
  { { read -r pid; read -r recorded; } <"$1"; } 2>/dev/null || return 0
  if [ -n "$recorded" ] && [ "$(started_at "$pid")" = "$recorded" ]; then echo "$pid"; fi
}

has_ended() { [ -s "$1" ] && [ -z "$(our_pid "$1")" ]; }

children_of() {
  local children=
  { read -r children <"/proc/$1/task/$1/children"; } 2>/dev/null || true
  printf '%s' "$children"
}

# The first process inside a server's process namespace, seen from outside.
init_of() {
  local keeper
  keeper=$(our_pid "$1/pid")
  [ -z "$keeper" ] || children_of "$keeper"
}

start_namespace() {
  local fleet=$1 name=$2 kind=$3
  local root=$fleet/servers/$name
  spawn "$root/pid" "$root/boot.log" \
    unshare --mount --uts --ipc --pid --fork --kill-child --mount-proc -- \
    /bin/bash "$(dirname -- "${BASH_SOURCE[0]}")/server-init" "$root" "$fleet" "$name" "$kind"
}

start_haproxy() {
  spawn "$1/haproxy.pid" "$1/log/haproxy.log" /usr/sbin/haproxy -db -f "$1/haproxy.cfg"
}

stop_haproxy() {
  # shellcheck disable=SC2046 # a number or nothing
  kill_and_wait $(our_pid "$1/haproxy.pid")
  rm -f "$1/haproxy.pid" "$1/haproxy.sock"
}

# Killing the first process of a namespace makes the kernel kill all others in it, whatever they did to hide.
# Its keeper then ends by itself and has buried it: in a container whose own first process buries nobody, killing both
# would leave two defunct entries of each server instead of one.
stop_namespaces() {
  local root keeper keepers=() inits=()
  for root in "$@"; do
    keeper=$(our_pid "$root/pid")
    [ -n "$keeper" ] || continue
    keepers+=("$keeper")
    # shellcheck disable=SC2206 # a number or nothing
    inits+=($(children_of "$keeper"))
  done
  kill_and_wait "${inits[@]}"
  # Those that were just about to make their namespace have no child yet.
  wait_for_end 50 "${keepers[@]}" || kill_and_wait "${keepers[@]}"
  for root in "$@"; do rm -f "$root/pid"; done
}

# wait_for_end TRIES PID...
wait_for_end() {
  local tries=$1 pid
  shift
  for pid in "$@"; do
    while is_alive "$pid"; do
      tries=$((tries - 1))
      [ "$tries" -gt 0 ] || return 1
      sleep 0.02
    done
  done
}

kill_and_wait() {
  [ $# -gt 0 ] || return 0
  kill -KILL "$@" 2>/dev/null || true
  wait_for_end 3000 "$@" || fail "some of the processes $* do not die within a minute; look at them with: ps -fp '$*'"
}

answers() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# An HTTP status without curl, which need not be installed.
http_status() {
  local address=$1 port=$2 path=$3 line=
  {
    printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$path" "$address" >&3
    read -r -t 5 line <&3 || true
  } 3<>"/dev/tcp/$address/$port" 2>/dev/null || true
  line=${line#* }
  printf '%s' "${line%% *}"
}

# listens PID-FILE LOG ADDRESS PORT
listens() {
  if has_ended "$1"; then
    tail -n 20 -- "$2" >&2 || true
    fail "a part of the fleet stopped while starting; the end of its log $2 is above."
  fi
  answers "$3" "$4"
}

# wait_until SECONDS LOG SENTENCE COMMAND...
wait_until() {
  local limit=$((SECONDS + $1)) log=$2 sentence=$3
  shift 3
  until "$@"; do
    if [ "$SECONDS" -gt "$limit" ]; then
      tail -n 20 -- "$log" >&2 || true
      fail "$sentence; the last lines of $log are above."
    fi
    sleep 0.02
  done
}

property() { sed -n "s/^$(printf '%s' "$2" | sed 's/\./\\./g')=//p" "$1/fleet.properties"; }
