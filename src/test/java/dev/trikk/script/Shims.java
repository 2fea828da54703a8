package dev.trikk.script;

import dev.trikk.remote.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Stands in front of every tool that scripts use: notes its call, and can kill the script at any of them. */
final class Shims {
    private static final List<String> TOOLS = List.of(
            "chmod",
            "cp",
            "curl",
            "df",
            "flock",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sh",
            "sha256sum",
            "stat",
            "tail",
            "unzip",
            "wget");

    private static final String SHIM =
            """
            #!/bin/sh
            tool=${0##*/}
            call=1
            while read -r _; do call=$((call + 1)); done <"$TEST/tools"
            echo "$tool" >>"$TEST/tools"
            if [ "$call $MOMENT" = "$KILL before" ]; then kill -9 "$PPID"; exit; fi
            "/usr/bin/$tool" "$@"
            code=$?
            if [ "$call $MOMENT" = "$KILL after" ]; then kill -9 "$PPID"; fi
            exit "$code"
            """;

    /** Before or after the tool did its work. */
    enum Moment {
        BEFORE("before"),
        AFTER("after");

        private final String word;

        Moment(String word) {
            this.word = word;
        }
    }

    private final Path root;
    private final Home home;

    Shims(Path root, Home home) throws IOException {
        this.root = root;
        this.home = home;
        Files.createDirectories(root.resolve("shims"));
        for (String tool : TOOLS) {
            Path shim = Files.writeString(root.resolve("shims").resolve(tool), SHIM);
            Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Runs a script; says which tools it started. */
    List<String> toolsOf(Script script) throws IOException {
        killed(script, 0, Moment.AFTER);
        return Files.readAllLines(root.resolve("tools"));
    }

    /** Runs a script and kills it at that call of a tool; says whether it came so far. */
    boolean killed(Script script, int call, Moment moment) throws IOException {
        Files.writeString(root.resolve("tools"), "");
        String path = root.resolve("shims") + ":" + root.resolve("programs") + ":/usr/bin:/bin";
        int code = home.run(script.text(), Map.of("PATH", path, "KILL", String.valueOf(call), "MOMENT", moment.word))
                .exitCode();
        return code == 128 + 9;
    }
}
