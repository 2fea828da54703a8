package dev.trikk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What scripts did on servers, in order: epochs never fall, so no attempt that was overtaken has had an effect. */
final class Effects {
    private final Fleet fleet;
    private final Map<String, Integer> read = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();

    Effects(Fleet fleet) {
        this.fleet = fleet;
    }

    List<String> findings() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Server server : fleet.servers()) {
            List<String> lines = Files.exists(server.effects()) ? Files.readAllLines(server.effects()) : List.of();
            for (String line : lines.subList(read.getOrDefault(server.name(), 0), lines.size())) {
                check(server.name(), line, findings);
            }
            read.put(server.name(), lines.size());
        }
        return findings;
    }

    /** {@code start app01 1.4 1764000000000} */
    private void check(String server, String line, List<String> findings) {
        String[] words = line.split(" ");
        String where = words[1] + " on " + server;
        long epoch = Long.parseLong(words[3]);
        long before = newest.getOrDefault(where, 0L);
        if (epoch < before) {
            findings.add("an old attempt had an effect: '%s' on %s after epoch %d".formatted(line, server, before));
        }
        newest.put(where, Math.max(epoch, before));
    }
}
