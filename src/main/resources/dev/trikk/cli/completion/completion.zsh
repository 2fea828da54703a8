#compdef trikk
# Completion of trikk in zsh; printed by: trikk completion zsh
# Names come from a file that "trikk refresh" writes in the background. Nothing that is read is ever evaluated.

zmodload zsh/datetime

__trikk_model() {
  options=() values=() positions=() trains=()
  case $1 in
@MODEL@
  esac
}

# The daemon's URL into "url": as typed, else from the environment, else as trikk login stored it.
__trikk_url() {
  local file=${XDG_CONFIG_HOME:-$HOME/.config}/trikk/client.properties
  [[ -n $url ]] && return
  url=${TRIKK_URL:-}
  [[ -n $url || ! -r $file ]] && return
  # a file of Java's properties writes a colon as \:
  url=${${${(M)${(@f)"$(<$file)"}:#url=*}[-1]#url=}//\\/}
}

# Asks for new names when those at hand are older than a minute. It runs detached: no job of this shell, no output.
__trikk_refresh() {
  local program=${1/#\~\//$HOME/} now=$EPOCHSECONDS
  (( now - asked > 60 || asked > now + 60 )) || return
  (( now - ${__trikk_refreshed:-0} > 5 )) || [[ ${__trikk_refreshed_url:-} != "$url" ]] || return
  typeset -g __trikk_refreshed=$now __trikk_refreshed_url=$url
  "$program" refresh --url "$url" </dev/null >/dev/null 2>&1 &!
}

# The words of each key into "found"; when the daemon was asked for them into "asked".
__trikk_read() {
  local file=${url//[^A-Za-z0-9.-]/_} key line
  local -a lines
  found=() asked=0
  file=${XDG_CACHE_HOME:-$HOME/.cache}/trikk/names-${file[1,100]}
  [[ -r $file ]] || return
  lines=("${(@f)"$(<$file)"}")
  [[ $lines[1] == "trikk-names 1 "[0-9](#c1,12)" $url" ]] || return
  asked=${${lines[1]#trikk-names 1 }%% *}
  for key; do
    for line in "${(@M)lines:#${(b)key} *}"; do
      # names that are none of ours are not offered
      [[ $line == *[^A-Za-z0-9._:+~/\ -]* ]] || found+=(${(s: :)line#"$key "})
    done
  done
}

# Offers names of a kind, in their order.
__trikk_names() {
  local -a found
  local -i asked=0
  case $1 in
    words:*) found=(${(s:,:)1#words:}) ;;
    files) _files; return ;;
    '' | text) return 1 ;;
    *)
      __trikk_url
      [[ -n $url ]] || return 1
      case $1 in
        versions) __trikk_read "versions/$2" ;;
        environments)
          __trikk_read "environments/$2"
          (( $#found )) || __trikk_read environments
          ;;
        ids) __trikk_read deployments trains ;;
        *) __trikk_read "$1" ;;
      esac
      __trikk_refresh "$3"
      ;;
  esac
  compadd -V "$1" -a found
}

_trikk() {
  setopt local_options extended_glob
  local -a typed options values positions trains offered
  local url='' app='' pending='' only='' word
  local -i count=0
  typed=("${(@Q)words[1,CURRENT]}")
  if (( CURRENT <= 2 )); then
    offered=(
        @COMMANDS@
    )
    _describe -V command offered
    return
  fi
  __trikk_model "$typed[2]"
  for word in "${(@)typed[3,-2]}"; do
    if [[ -n $pending ]]; then
      [[ $pending == --url ]] && url=$word
      pending=''
    elif [[ -n $only || $word != -?* ]]; then
      (( count++ == 0 )) && app=$word
    elif [[ $word == -- ]]; then
      only=1
    else
      [[ $word == --url=* ]] && url=${word#*=}
      (( $trains[(Ie)${word%%=*}] )) && positions=(environments) trains=(seen)
      [[ $word != *=* && -n ${(M)values:#${(b)word}=*} ]] && pending=$word
    fi
  done
  [[ $trains == seen ]] && app=''
  if [[ -z $pending && -z $only && $PREFIX == --*=* ]]; then
    pending=${PREFIX%%=*}
    compset -P '*='
  fi
  if [[ -n $pending ]]; then
    values=(${(M)values:#${(b)pending}=*})
    __trikk_names "${values[1]#*=}" "$app" "$words[1]"
  elif [[ -z $only && $PREFIX == -* ]]; then
    _describe -V -o option options
  else
    __trikk_names "${positions[count + 1]:-text}" "$app" "$words[1]"
  fi
}

# a file in $fpath is the function's body at the first Tab; a sourced one only defines it
if [[ ${funcstack[1]:-} == _trikk ]]; then
  _trikk "$@"
else
  compdef _trikk trikk
fi
