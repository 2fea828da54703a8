package dev.trikk.script;

import java.util.Arrays;
import java.util.Optional;

/** How a script says why it gave up. Each comes with one sentence on stderr; any other code is that of a command. */
public enum ExitCode {
    /** The repository did not hand out the zip, or there is neither wget nor curl. Later it may. */
    DOWNLOAD(70),
    /** The disk is full. */
    FULL(71),
    /** The zip cannot be unpacked without a warning. */
    UNPACK(72),
    /** A file or a directory that an earlier step has made is gone. */
    MISSING(73),
    /** A command of the operators failed: stop, start, delete old versions. */
    CONTROL(74),
    /** Another script holds the application's lock. Later it will not. */
    BUSY(75),
    /** A newer attempt has been here: this one must change nothing. */
    STALE(76),
    /** The zip is not what its checksum says. */
    CHECKSUM(77),
    /** Something is in the way that Trikk did not make, or must not change. Nothing was changed. */
    IN_THE_WAY(78),
    /** The server is not as it should be. */
    WRONG(79);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** What the shell exits with. */
    public int code() {
        return code;
    }

    /** The meaning of a script's exit code, if it is one of these. */
    public static Optional<ExitCode> of(int code) {
        return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
    }
}
