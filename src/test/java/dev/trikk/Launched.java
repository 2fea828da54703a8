package dev.trikk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The launcher of tests: what is tried is on the class path, and no jar was built. */
public final class Launched {
    private Launched() {}

    /** Puts {@code trikk} into a folder; a shell that stands there calls it as documents do. */
    public static void into(Path folder) throws IOException {
        Path script = Files.writeString(
                folder.resolve("trikk"),
                """
                #!/bin/sh
                case ${1:-} in
                    serve | broker | check | stop | token | post | control | demo) main=dev.trikk.Main ;;
                    *) main=dev.trikk.cli.Cli ;;
                esac
                exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable "-Duser.home=$HOME" -cp '%s' $main "$@"
                """
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
