package dev.trikk.script;

import dev.trikk.remote.Script;

/**
 * The two ends of an upload: {@link #before} makes room and tells whether the zip is there already, {@link #after} checks
 * what arrived. Between them the zip is put at {@link #target}.
 */
public final class AcceptUploadScript {
    private AcceptUploadScript() {}

    private static final String BEFORE =
            """
            present=no
            if marked "$directory" || { [ -f "$zip" ] && right "$zip"; }; then present=yes; fi
            printf 'trikk:present=%s\\n' "$present"
            """;

    private static final String AFTER =
            """
            if ! marked "$directory"; then
                [ -f "$zip" ] || die MISSING "$HOME/$zip did not arrive"
                right "$zip" || {
                    rm -f -- "$zip"
                    die CHECKSUM "wrong checksum of $HOME/$zip: expected ${digest%sum} $checksum, got $actual"
                }
            fi
            """;

    /** Where the zip goes, relative to the login's home directory. */
    public static String target(Errand errand) {
        return errand.zip();
    }

    /** Makes the folder of the zip; reports {@code present}: {@code yes} when there is nothing to upload. */
    public static Script before(Errand errand) {
        return frame("accept-upload", errand).then(Parts.ARTIFACTS).then(BEFORE).script();
    }

    /** Deletes what is not the zip it should be. */
    public static Script after(Errand errand) {
        return frame("check-upload", errand).then(AFTER).script();
    }

    private static Frame frame(String name, Errand errand) {
        return Frame.forFiles(name, errand)
                .let("zip", errand.zip())
                .let("directory", errand.directory())
                .let("marker", errand.marker())
                .let("digest", errand.digestCommand())
                .let("checksum", errand.release().checksum().hex())
                .then(Parts.MARKED)
                .then(Parts.RIGHT);
    }
}
