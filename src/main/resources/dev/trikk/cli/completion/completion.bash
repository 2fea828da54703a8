# shellcheck shell=bash
# Completion of trikk in bash; printed by: trikk completion bash
# Names come from a file that "trikk refresh" writes in the background. Nothing that is read is ever evaluated.

__trikk_model() {
  options='' values='' positions='' trains=''
  case $1 in
@MODEL@
  esac
}

# Words of $1 into the array "words", the last one as far as it is typed. Quotes are taken off, nothing else is done.
__trikk_split() {
  local text=$1 word='' quote='' begun='' letter i
  words=()
  for ((i = 0; i < ${#text}; i++)); do
    letter=${text:i:1}
    if [[ $letter == "$quote" ]]; then
      quote=''
    elif [[ -n $quote ]]; then
      word+=$letter
    elif [[ $letter == [\"\'] ]]; then
      quote=$letter begun=1
    elif [[ $letter == \\ ]]; then
      word+=${text:++i:1} begun=1
    elif [[ $letter == [[:space:]] ]]; then
      [[ -n $begun ]] && words+=("$word")
      word='' begun=''
    else
      word+=$letter begun=1
    fi
  done
  words+=("$word")
}

# The daemon's URL into "url": as typed, else from the environment, else as trikk login stored it.
__trikk_url() {
  local line
  [[ -n $url ]] && return
  url=${TRIKK_URL:-}
  [[ -n $url || ! -r ${XDG_CONFIG_HOME:-$HOME/.config}/trikk/client.properties ]] && return
  while IFS= read -r line; do
    # a file of Java's properties writes a colon as \:
    [[ $line == url=* ]] && line=${line#url=} && url=${line//\\/}
  done <"${XDG_CONFIG_HOME:-$HOME/.config}/trikk/client.properties"
}

# Asks for new names when those at hand are older than a minute. It runs detached: no job of this shell, no output.
__trikk_refresh() {
  local now=${EPOCHSECONDS:-} program=${1/#\~\//$HOME/}
  [[ -n $now ]] || printf -v now '%(%s)T' -1 2>/dev/null || now=$(date +%s)
  ((now - asked > 60 || asked > now + 60)) || return
  ((now - ${__trikk_refreshed:-0} > 5)) || [[ ${__trikk_refreshed_url:-} != "$url" ]] || return
  __trikk_refreshed=$now __trikk_refreshed_url=$url
  (
    trap '' HUP INT
    exec "$program" refresh --url "$url" </dev/null >/dev/null 2>&1 &
  )
}

# The line of each key that the file has, in the order of the keys, into "found"; when it was asked for into "asked".
__trikk_read() {
  local file line key head
  found='' asked=0
  file=${url//[^A-Za-z0-9.-]/_}
  file=${XDG_CACHE_HOME:-$HOME/.cache}/trikk/names-${file:0:100}
  [[ -r $file ]] || return
  {
    IFS= read -r head
    [[ $head == "trikk-names 1 "*" $url" ]] || return
    head=${head#trikk-names 1 }
    head=${head%% *}
    [[ -n $head && $head != *[!0-9]* && ${#head} -le 12 ]] || return
    asked=$((10#$head))
    while IFS= read -r line; do
      for key; do
        # names that are none of ours are not offered
        [[ $line == "$key "* && $line != *[!A-Za-z0-9._:+~/\ -]* ]] && found+=" ${line#"$key "}"
      done
    done
  } <"$file"
}

# Names of a kind into "offered".
__trikk_names() {
  local LC_ALL=C found asked url=$3
  case $1 in
    words:*) offered=${1#words:} offered=${offered//,/ } && return ;;
    files) compopt -o default 2>/dev/null && return ;;
    text) return ;;
  esac
  __trikk_url
  [[ -n $url ]] || return
  case $1 in
    versions) __trikk_read "versions/$2" ;;
    environments)
      __trikk_read "environments/$2"
      [[ -n $found ]] || __trikk_read environments
      ;;
    ids) __trikk_read deployments trains ;;
    *) __trikk_read "$1" ;;
  esac
  offered=$found
  __trikk_refresh "$4"
}

_trikk() {
  local words options values positions trains offered='' word kind='' pending='' only='' command='' url='' app='' count=0 i
  local current prefix='' cut='' letter
  __trikk_split "${COMP_LINE:0:COMP_POINT}"
  current=${words[${#words[@]} - 1]}
  command=${words[1]}
  COMPREPLY=()
  if ((${#words[@]} <= 2)); then
    offered='@COMMANDS@'
  else
    __trikk_model "$command"
    for ((i = 2; i < ${#words[@]} - 1; i++)); do
      word=${words[i]}
      if [[ -n $pending ]]; then
        [[ $pending == --url ]] && url=$word
        pending=''
      elif [[ -n $only || $word != -?* ]]; then
        ((count++ == 0)) && app=$word
      elif [[ $word == -- ]]; then
        only=1
      else
        [[ $word == --url=* ]] && url=${word#*=}
        [[ " $trains " == *" ${word%%=*} "* ]] && positions=environments app=''
        [[ $word != *=* && " $values " == *" $word="* ]] && pending=$word
      fi
    done
    [[ $trains && $positions == environments ]] && app=''
    if [[ -z $pending && -z $only && $current == --*=* ]]; then
      pending=${current%%=*} prefix=$pending=
    fi
    if [[ -n $pending ]]; then
      word=" $values "
      [[ $word == *" $pending="* ]] && word=${word#*" $pending="} && kind=${word%% *}
    elif [[ -z $only && $current == -* ]]; then
      offered=$options
    else
      read -ra positions <<<"$positions"
      kind=${positions[count]:-}
    fi
    [[ -z $kind ]] || __trikk_names "$kind" "$app" "$url" "$1"
  fi
  # readline replaces only what follows the last of these
  for letter in : =; do
    [[ $COMP_WORDBREAKS == *"$letter"* ]] || continue
    word=${current%"${current##*"$letter"}"}
    ((${#word} > ${#cut})) && cut=$word
  done
  read -ra words <<<"$offered"
  for word in ${words[@]+"${words[@]}"}; do
    word=$prefix$word
    [[ $word == "$current"* ]] && COMPREPLY+=("${word#"$cut"}")
  done
}

complete -o nosort -F _trikk trikk 2>/dev/null || complete -F _trikk trikk
