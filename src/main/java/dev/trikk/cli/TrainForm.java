package dev.trikk.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which applications a train carries, as the request says it. */
record TrainForm(Map<String, Object> fields) {

    static TrainForm all(String version, List<String> except) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("all", true);
        if (version != null) {
            fields.put("version", version);
        }
        return without(fields, except);
    }

    static TrainForm from(String environment, List<String> except) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", environment);
        return without(fields, except);
    }

    private static TrainForm without(Map<String, Object> fields, List<String> except) {
        if (!except.isEmpty()) {
            fields.put("except", List.copyOf(except));
        }
        return new TrainForm(fields);
    }

    /** A line for each application, with its version; empty lines and what follows a # do not count. */
    static TrainForm listed(Path file, List<String> lines) {
        List<Map<String, Object>> deployments = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
            String[] words = line.split("\\s+", -1);
            if (words.length == 2) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("application", words[0]);
                entry.put("version", words[1]);
                deployments.add(entry);
            } else if (!line.isEmpty()) {
                throw new Trouble(
                        Exit.USAGE, file + ":" + number + ": a line is \"APP VERSION\", not \"" + line + "\".");
            }
        }
        if (deployments.isEmpty()) {
            throw new Trouble(Exit.USAGE, file + " names no application; a line is \"APP VERSION\".");
        }
        return new TrainForm(Map.of("deployments", deployments));
    }
}
