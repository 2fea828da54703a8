package dev.trikk.ride;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Releases that were built once for all fleets of this JVM: every start of Maven costs seconds. */
final class Published {
    private static final Map<List<String>, Path> REPOSITORIES = new HashMap<>();

    private Published() {}

    /** A Maven repository with what {@code fleet/release} makes of these arguments. */
    static synchronized Path of(List<String> arguments) {
        return REPOSITORIES.computeIfAbsent(List.copyOf(arguments), Published::publish);
    }

    private static Path publish(List<String> arguments) {
        try {
            Path folder = Files.createTempDirectory("ride-releases");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Fleet.delete(folder), "delete releases"));
            List<String> command = new ArrayList<>(
                    List.of("fleet/release", folder.resolve("repository").toString()));
            command.addAll(arguments);
            Command.run(command);
            return folder.resolve("repository");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
