package dev.trikk.script;

import dev.trikk.release.Release;
import dev.trikk.remote.Script;

/**
 * Downloads the zip of a release, unless the server has it or has unpacked it: the checksum decides, which a date cannot.
 * Reports {@code bytes}: how many were downloaded.
 */
public final class FetchScript {
    private FetchScript() {}

    private static final String PROXY = """
            export http_proxy="$proxy" https_proxy="$proxy"
            """;

    private static final String DOWNLOAD =
            """
            download() {
                if command -v wget >/dev/null; then
                    said=$(wget -nv --tries=3 --timeout=20 -O "$part" -- "$url" 2>&1)
                elif command -v curl >/dev/null; then
                    said=$(curl -fsSL --retry 2 --connect-timeout 20 --speed-limit 1 --speed-time 20 \\
                        -o "$part" --url "$url" 2>&1)
                else
                    die DOWNLOAD "cannot download $url: this server has neither wget nor curl"
                fi
            }
            """;

    /** The length is not known before; 64 MiB is about the smallest assembly. curl calls a full disk 23. */
    private static final String FETCH =
            """
            bytes=0
            if ! marked "$directory" && ! { [ -f "$zip" ] && right "$zip"; }; then
                free=$(df -k --output=avail -- "${zip%/*}")
                free=${free##*[!0-9]}
                [ "$free" -ge 65536 ] || die FULL "disk full: only $free KiB are left below $HOME, before the download"
                part=$zip.part
                download || {
                    code=$?
                    rm -f -- "$part"
                    said=${said##*"$newline"}
                    case $said in
                        *'No space left'* | *'(23)'*) die FULL "disk full: $url does not fit below $HOME: $said" ;;
                        *) die DOWNLOAD "cannot download $url (exit code $code): $said" ;;
                    esac
                }
                right "$part" || {
                    rm -f -- "$part"
                    die CHECKSUM "wrong checksum of $url: expected ${digest%sum} $checksum, got $actual"
                }
                bytes=$(stat -c %s -- "$part")
                mv -T -- "$part" "$zip"
            fi
            printf 'trikk:bytes=%s\\n' "$bytes"
            """;

    /** For every server of a release of the repository. */
    public static Script of(Errand errand) {
        Release release = errand.release();
        Frame frame = Frame.forFiles("fetch", errand);
        release.httpProxy()
                .ifPresent(proxy -> frame.let("proxy", proxy.toString()).then(PROXY));
        return frame.let("url", release.location().toString())
                .let("zip", errand.zip())
                .let("directory", errand.directory())
                .let("marker", errand.marker())
                .let("digest", errand.digestCommand())
                .let("checksum", release.checksum().hex())
                .let("newline", "\n")
                .then(Parts.MARKED)
                .then(Parts.RIGHT)
                .then(Parts.ARTIFACTS)
                .then(DOWNLOAD)
                .then(FETCH)
                .script();
    }
}
