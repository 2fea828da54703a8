#!/bin/bash
# The rival: the same deployment by a plain shell script, as one would write it by hand for speed: multiplexed OpenSSH,
# one script per server and step, all servers at once.
#   rival.sh open|close FLEET NAME         opens or closes the sessions with all servers
#   rival.sh deploy FLEET NAME VERSION     to all servers at once, or pair by pair behind HAProxy where there are pairs
#   rival.sh cold FLEET NAME VERSION       opens the sessions and deploys
#   rival.sh steps FLEET NAME VERSION      the scripts that Trikk would run, as its dry run has told them, step by step
# NAME is the application and its user. deploy, cold and steps print the CPU seconds of it all: this script's, its ssh
# commands', and the masters'.
set -eu

property() { sed -n "s/^$1=//p" "$fleet/fleet.properties"; }

# Arrays by name of server, read once.
read_fleet() {
  local line
  declare -gA address
  declare -ga servers=() proxies=()
  while IFS= read -r line; do
    case $line in
      server.repository.*) ;;
      server.*.address=*)
        line=${line#server.}
        servers+=("${line%%.*}") address[${line%%.*}]=${line#*=}
        case $line in proxy*) proxies+=("${line%%.*}") ;; esac
        ;;
    esac
  done <"$fleet/fleet.properties"
  key=$(property client.key) known_hosts=$(property known_hosts) repository=$(property repository.url)
  port=$(property server."${servers[0]}".port) sockets=$fleet/ssh-$name
}

session() {
  ssh -F none -i "$key" -o BatchMode=yes -o UserKnownHostsFile="$known_hosts" -S "$sockets/%h" -p "$port" "$@"
}

# --- what is done on a server: one script per step ----------------------------------------------------------------

read -r -d '' fetch_and_install <<'END' || true
set -eu
wget -q -N "$url"
unzip -q -o "$name-$version-standalone.zip"
chmod +x "$name-$version-standalone"/bin/*.sh
END

read -r -d '' switch <<'END' || true
printf 'jmx.port=9101\njvm.xmx=32m\n' >"$name-$version-standalone/config/itas.properties"
rm -f "$name-$version-standalone/config/disabled"
ln -sfn "$name-$version-standalone" "$name-app.new"
mv -T "$name-app.new" "$name-app"
END

read -r -d '' restart <<'END' || true
itas stop >/dev/null
itas start >/dev/null
END

read -r -d '' prune <<'END' || true
for old in $(ls -drv "$name"-*-standalone | tail -n +4); do rm -rf "$old" "$old.zip"; done
END

# on_each SCRIPT SERVER...: at once; fails when one of them failed.
on_each() {
  local script=$1 server pid pids=() bad=0
  shift
  for server in "$@"; do
    session "$name@${address[$server]}" "name=$name version=$version url=$url; set -eu; $script" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || bad=1; done
  return "$bad"
}

# --- HAProxy -------------------------------------------------------------------------------------------------------

ask_haproxy() {
  exec 4<>"/dev/tcp/${api%:*}/${api#*:}"
  printf '%s\n' "$1" >&4
  cat <&4
  exec 4>&-
}

# Requests at a member now (scur) and its status, from HAProxy's CSV.
look_at() {
  local line
  line=$(ask_haproxy 'show stat city 4 -1' | grep "^city,$1,")
  IFS=, read -r -a columns <<<"$line"
  sessions=${columns[4]} status=${columns[17]}
}

# Trikk's rule: three looks in a row, a tenth of a second apart, find nobody there.
drain() {
  local quiet=0 tries=600
  ask_haproxy "set server city/$1 state drain" >/dev/null
  while true; do
    look_at "$1"
    if [ "$sessions" = 0 ]; then quiet=$((quiet + 1)); else quiet=0; fi
    [ "$quiet" -lt 3 ] || return 0
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

restore() {
  local tries=600
  ask_haproxy "set server city/$1 state ready" >/dev/null
  until look_at "$1" && [ "$status" = UP ]; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

# --- the deployments -----------------------------------------------------------------------------------------------

deploy_everywhere() { on_each "$fetch_and_install$newline$switch$newline$restart$newline$prune" "${servers[@]}"; }

deploy_in_pairs() {
  local proxy app
  api=$(property haproxy.api)
  api=${api#tcp://}
  on_each "$fetch_and_install" "${servers[@]}"
  for proxy in "${proxies[@]}"; do
    app=app${proxy#proxy}
    drain "$proxy"
    on_each "$switch" "$proxy" "$app"
    on_each "$restart" "$app"
    on_each 'sudo -n /usr/local/bin/httpd-graceful' "$proxy"
    restore "$proxy"
  done
  on_each "$prune" "${servers[@]}"
}

# Files STEP/SERVER/SCRIPT; the next step begins when all servers have done the one before, as in Trikk.
deploy_in_steps() {
  local step folder pids pid
  for step in "$fleet/steps/$version"/*/; do
    pids=()
    for folder in "$step"*/; do
      on_one "$(basename "$folder")" "$folder"* &
      pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
  done
}

on_one() {
  local server=$1 script
  shift
  for script in "$@"; do
    session "$name@${address[$server]}" 'exec timeout -k 5 600 sh -s' <"$script" >/dev/null
  done
}

open_sessions() {
  local server pids=() pid
  mkdir -p "$sockets"
  for server in "${servers[@]}"; do
    session -o ControlMaster=yes -o ControlPersist=yes -N -f "$1@${address[$server]}" >/dev/null 2>&1 </dev/null &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
  for server in "${servers[@]}"; do
    session -O check "$1@${address[$server]}" 2>&1 | sed 's/.*pid=\([0-9]*\).*/\1/'
  done >"$sockets/pids"
}

close_sessions() {
  local server
  for server in "${servers[@]}"; do
    session -O exit "$1@${address[$server]}" >/dev/null 2>&1 || true
  done
}

# What the masters have computed so far, in nanoseconds: they are no children of this script.
masters() {
  local pid total=0 spent rest
  while read -r pid; do
    read -r spent rest <"/proc/$pid/schedstat"
    total=$((total + spent))
  done <"$sockets/pids"
  echo "$total"
}

# Own and children's user and system time, from bash's "0m0.123s 0m0.045s" twice, and the masters' since $1.
print_cpu() {
  times >"$sockets/times"
  tr 'ms\n' '   ' <"$sockets/times" |
    awk -v masters="$(($(masters) - $1))" '{ for (i = 1; i < NF; i += 2) sum += 60 * $i + $(i + 1) } END { print sum + masters / 1e9 }'
}

deploy() {
  url=${repository}no/trikk/demo/$name/$version/$name-$version-standalone.zip
  if [ ${#proxies[@]} -gt 0 ]; then deploy_in_pairs; else deploy_everywhere; fi
}

action=$1 fleet=$2 name=$3 version=${4-}
newline='
'
read_fleet
case $action in
  open) open_sessions "$name" ;;
  close) close_sessions "$name" ;;
  cold)
    open_sessions "$name"
    deploy
    print_cpu 0
    ;;
  deploy)
    before=$(masters)
    deploy
    print_cpu "$before"
    ;;
  steps)
    before=$(masters)
    deploy_in_steps
    print_cpu "$before"
    ;;
esac
