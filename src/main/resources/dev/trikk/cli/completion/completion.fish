# Completion of trikk in fish; printed by: trikk completion fish
# Names come from a file that "trikk refresh" writes in the background. Nothing that is read is ever evaluated.

function __trikk_model --no-scope-shadowing
    switch $argv[1]
@MODEL@
    end
end

# The daemon's URL: from the environment, else as trikk login stored it.
function __trikk_url
    if set -q TRIKK_URL; and test -n "$TRIKK_URL"
        echo -- $TRIKK_URL
        return
    end
    set -l config $XDG_CONFIG_HOME
    test -n "$config"; or set config $HOME/.config
    test -r $config/trikk/client.properties; or return
    # a file of Java's properties writes a colon as \:
    string replace -rf '^url=(.*)$' '$1' <$config/trikk/client.properties | string replace -a '\\' ''
end

# Asks for new names when those at hand are older than a minute. It runs detached: no job of this shell, no output.
function __trikk_refresh -a program url asked
    # the time, without a process: when a file was changed, and how long ago that is
    set -l now (math (path mtime /) + (path mtime -R /))
    test (math $now - $asked) -gt 60 -o $asked -gt (math $now + 60); or return
    if set -q __trikk_refreshed; and test (math $now - $__trikk_refreshed) -le 5 -a "$__trikk_refreshed_url" = "$url"
        return
    end
    set -g __trikk_refreshed $now
    set -g __trikk_refreshed_url $url
    set program (string replace -r '^~/' "$HOME/" -- $program)
    # what fish says of a missing program goes past the redirection
    command -q $program; or return
    command $program refresh --url "$url" </dev/null >/dev/null 2>&1 &
    disown 2>/dev/null
end

# The file with the names of a daemon, where there is one.
function __trikk_file -a url
    set -l cache $XDG_CACHE_HOME
    test -n "$cache"; or set cache $HOME/.cache
    set -l file $cache/trikk/names-(string replace -ra '[^A-Za-z0-9.-]' _ -- $url | string sub -l 100)
    test -r $file; or return
    read -l head <$file
    set -l part (string split -m 3 ' ' -- $head)
    test "$part[1] $part[2]" = 'trikk-names 1' -a "$part[4]" = "$url"; or return
    string match -qr '^[0-9]{1,12}$' -- $part[3]; or return
    echo -- $file
    echo -- $part[3]
end

# The words of each key in a file. Names that are none of ours are not offered.
function __trikk_read -a file
    for key in $argv[2..]
        string replace -rf -- '^'(string escape --style=regex -- $key)' ([A-Za-z0-9._:+~/ -]+)$' '$1' <$file | string split ' '
    end
end

# Names of a kind.
function __trikk_names -a kind app url program
    switch $kind
        case 'words:*'
            string split , -- (string replace words: '' -- $kind)
            return
        case files
            __fish_complete_path (string replace -r '^--[^=]*=' '' -- (commandline -ct))
            return
        case text
            return
    end
    test -n "$url"; or set url (__trikk_url)[-1]
    test -n "$url"; or return
    set -l file (__trikk_file $url)
    if set -q file[1]
        switch $kind
            case versions
                __trikk_read $file[1] versions/$app
            case environments
                __trikk_read $file[1] environments/$app; or __trikk_read $file[1] environments
            case ids
                __trikk_read $file[1] deployments trains
            case '*'
                __trikk_read $file[1] $kind
        end
    end
    set -q file[2]; or set file none 0
    __trikk_refresh $program $url $file[2]
end

function __trikk_complete
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    if not set -q typed[2]
        printf '%s\n' @COMMANDS@
        return
    end
    set -l options
    set -l values
    set -l positions
    set -l trains
    set -l pending
    set -l only
    set -l words
    set -l url
    __trikk_model $typed[2]
    for word in $typed[3..]
        if set -q pending[1]
            test $pending = --url; and set url $word
            set pending
        else if set -q only[1]; or not string match -qr '^-.' -- $word
            set -a words "$word"
        else if test $word = --
            set only yes
        else
            set -l part (string split -m 1 = -- $word)
            set -q part[2]; and test $part[1] = --url; and set url $part[2]
            contains -- $part[1] $trains; and set positions environments
            set -q part[2]; or not string match -q -- "$word=*" $values; or set pending $word
        end
    end
    set -l app "$words[1]"
    test "$positions" = environments; and set app
    set -l prefix
    if not set -q pending[1]; and not set -q only[1]; and string match -qr '^--.*=' -- $current
        set pending (string replace -r '=.*' '' -- $current)
        set prefix $pending=
    end
    if set -q pending[1]
        for value in $values
            set -l part (string split -m 1 = -- $value)
            test $part[1] = $pending; and __trikk_names $part[2] "$app" "$url" $typed[1] | string replace -r -- '^' "$prefix"
        end
    else if not set -q only[1]; and string match -q -- '-*' $current
        printf '%s\n' $options
    else
        set -l place (math (count $words) + 1)
        set -q positions[$place]; and __trikk_names $positions[$place] "$app" "$url" $typed[1]
    end
end

complete -c trikk -e
complete -c trikk -f -k -a '(__trikk_complete)'
