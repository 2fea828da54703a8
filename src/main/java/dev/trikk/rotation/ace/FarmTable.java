package dev.trikk.rotation.ace;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code show serverfarm FARM} prints. Columns go by their header; a state may be several words, so what stands behind it is
 * counted from the right. What is not understood is an error, not a guess.
 */
final class FarmTable {
    private static final Pattern TOTAL = Pattern.compile("(?im)^\\s*total rservers\\s*:\\s*([0-9]+)\\s*$");
    private static final Pattern SERVER = Pattern.compile("\\s*rserver\\s*:\\s*(\\S+)\\s*");
    private static final Pattern ADDRESS = Pattern.compile("\\S*:([0-9]{1,5})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final List<String> columns;
    private final int state;
    private final int current;

    private FarmTable(List<String> columns) {
        this.columns = columns;
        this.state = columns.indexOf("state");
        this.current = columns.indexOf("current");
    }

    static List<FarmServer> read(String text, String farm) throws ProtocolException {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        Pattern title = Pattern.compile("\\s*serverfarm\\s*:\\s*" + Pattern.quote(farm) + "\\s*(,.*)?");
        if (lines.stream().noneMatch(line -> title.matcher(line).matches())) {
            throw new ProtocolException("it shows no serverfarm " + farm + ", but " + Refusal.quoted(text));
        }
        FarmTable table = new FarmTable(header(lines));
        List<FarmServer> servers = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher server = SERVER.matcher(lines.get(at));
            if (server.matches()) {
                servers.add(table.row(server.group(1), at + 1 < lines.size() ? lines.get(at + 1) : ""));
            }
        }
        Matcher total = TOTAL.matcher(text);
        if (!total.find() || Integer.parseInt(total.group(1)) != servers.size()) {
            throw new ProtocolException("its list of serverfarm " + farm + " was cut off after " + servers.size());
        }
        return servers;
    }

    private static List<String> header(List<String> lines) throws ProtocolException {
        return lines.stream()
                .map(FarmTable::words)
                .filter(words -> words.contains("state") && words.contains("current"))
                .filter(words -> words.indexOf("state") < words.indexOf("current"))
                .findFirst()
                .orElseThrow(() -> new ProtocolException("its list has no columns named state and current"));
    }

    private FarmServer row(String name, String line) throws ProtocolException {
        List<String> words = words(line);
        int stateEnd = words.size() - (columns.size() - 1 - state);
        int count = words.size() - (columns.size() - current);
        Matcher address = ADDRESS.matcher(words.isEmpty() ? "" : words.get(0));
        if (!address.matches()
                || stateEnd <= state
                || !NUMBER.matcher(words.get(count)).matches()) {
            throw new ProtocolException("of rserver " + name + " it shows " + Refusal.quoted(line));
        }
        return new FarmServer(
                name,
                Integer.parseInt(address.group(1)),
                String.join(" ", words.subList(state, stateEnd)),
                Integer.parseInt(words.get(count)));
    }

    private static List<String> words(String line) {
        return Arrays.asList(BLANKS.split(line.strip(), -1));
    }
}
