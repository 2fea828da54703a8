# A STOMP client in a few lines of bash, on descriptor 5: sends requests, hears of deployments that ended. Sourced;
# the port is in $stomp_port.

stomp_connect() {
  exec 5<>"/dev/tcp/127.0.0.1/$stomp_port"
  printf 'CONNECT\naccept-version:1.2\nhost:trikk\nlogin:%s\npasscode:%s\n\n\0' "$1" "$2" >&5
  stomp_read 10
  case $frame in CONNECTED*) ;; *) fail "the broker did not let us in: $frame" ;; esac
  # No selector: events that it leaves in the queue would soon keep newer ones from being looked at.
  printf 'SUBSCRIBE\nid:0\ndestination:/queue/Consumer.bench.VirtualTopic.trikk.events\nack:auto\nactivemq.prefetchSize:100\n\n\0' >&5
}

stomp_read() {
  IFS= read -r -d '' -t "$1" frame <&5 || fail "the broker said nothing for $1 seconds"
  frame=${frame#"${frame%%[!$'\n']*}"}
}

# Persistent, as every request should be; without this header STOMP's are not.
stomp_send() { printf 'SEND\ndestination:/queue/trikk.requests\npersistent:true\n\n%s\0' "$1" >&5; }

# Leaves the event in $ended.
stomp_await_end() {
  ended=
  while [ -z "$ended" ]; do
    stomp_read 60
    case $frame in
      MESSAGE*$'\nTrikkEvent:ENDED\n'*) ended=$frame ;;
      MESSAGE*) ;;
      *) fail "the broker sent something else than an event: $frame" ;;
    esac
  done
}
