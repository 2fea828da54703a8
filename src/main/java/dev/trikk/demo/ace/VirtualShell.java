package dev.trikk.demo.ace;

import dev.trikk.demo.ace.StandInFarm.Seat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs lines, one after the other, as the command line and the XML interface both do. A line that is refused is answered with one
 * that begins with a percent sign. Not safe for several threads.
 */
final class VirtualShell {
    private static final String INVALID = "% invalid command detected at '^' marker.";
    private static final List<String> SERVICE = List.of("inservice", "inservice standby", "no inservice");
    private static final int PAGE = 24;

    private final AceStandIn box;
    private StandInContext context;
    private String mode = "";
    private StandInFarm farm;
    private Seat seat;
    private String rserver = "";
    private int page = PAGE;

    VirtualShell(AceStandIn box, StandInContext context) {
        this.box = box;
        this.context = context;
    }

    String prompt() {
        return "ace1/" + context.name() + (mode.isEmpty() ? "" : "(" + mode + ")") + "# ";
    }

    /** Lines after which the pager waits; 0 for never. */
    int page() {
        return page;
    }

    /** Whether the line would change what is running, from any mode. */
    static boolean isChange(String line) {
        return SERVICE.contains(line.strip()) || line.startsWith("copy ");
    }

    static boolean isRefusal(String answer) {
        return answer.startsWith("%");
    }

    /** Runs a line, but changes nothing; what it would say. */
    String pretend(String line) {
        return isChange(line) ? "" : run(line);
    }

    String run(String line) {
        box.ran(context.name(), line.strip());
        List<String> words = Arrays.asList(line.strip().split("\\s+", -1));
        synchronized (box.lock()) {
            return mode.isEmpty() ? exec(words) : configure(line.strip(), words);
        }
    }

    private String exec(List<String> words) {
        return switch (words.get(0)) {
            case "", "end" -> "";
            case "configure" -> begin(words);
            case "terminal" -> terminal(words);
            case "changeto" -> words.size() == 2 ? changeTo(words.get(1)) : INVALID;
            case "invoke" -> invoke(words);
            case "show" -> Shows.of(box, context, words);
            case "copy" -> save(words);
            default -> INVALID;
        };
    }

    private String begin(List<String> words) {
        if (words.size() > 1 && !words.equals(List.of("configure", "terminal"))) {
            return INVALID;
        }
        if (box.style().isStandbyUnit()) {
            return "% configuration mode is not available on the standby unit";
        }
        mode = "config";
        return "";
    }

    private String terminal(List<String> words) {
        if (words.size() != 3 || !words.get(1).equals("length") || !words.get(2).matches("[0-9]{1,3}")) {
            return INVALID;
        }
        page = Integer.parseInt(words.get(2));
        return "";
    }

    private String changeTo(String name) {
        Optional<StandInContext> next = box.find(name);
        if (!isAdmin()) {
            return INVALID;
        }
        if (next.isEmpty()) {
            return "% context " + name + " does not exist";
        }
        context = next.get();
        page = PAGE;
        return "";
    }

    private boolean isAdmin() {
        return context.name().equals("Admin");
    }

    private String invoke(List<String> words) {
        if (!isAdmin()
                || words.size() < 4
                || !words.get(1).equals("context")
                || !words.get(3).equals("show")) {
            return INVALID;
        }
        return box.find(words.get(2))
                .map(other -> Shows.of(box, other, words.subList(3, words.size())))
                .orElse("% context " + words.get(2) + " does not exist");
    }

    private String save(List<String> words) {
        if (!words.equals(List.of("copy", "running-config", "startup-config"))) {
            return INVALID;
        }
        context.save();
        return "Generating configuration....\nrunning config of context " + context.name() + " saved";
    }

    private String configure(String line, List<String> words) {
        if (line.equals("end")) {
            mode = "";
            return "";
        }
        if (line.startsWith("serverfarm host ") && words.size() == 3) {
            return enterFarm(words.get(2));
        }
        if (line.startsWith("rserver host ") && words.size() == 3) {
            return enterServer(words.get(2));
        }
        if (mode.startsWith("config-sfarm") && line.startsWith("rserver ") && words.size() <= 3) {
            return enterSeat(line.substring("rserver ".length()).strip());
        }
        if (mode.equals("config-sfarm-host-rs") && SERVICE.contains(line)) {
            farm.tell(seat, line);
            return "";
        }
        // in standby there is only a member of a farm
        if (mode.equals("config-rserver-host") && SERVICE.contains(line) && !line.equals("inservice standby")) {
            context.suspend(rserver, line.startsWith("no "));
            return "";
        }
        return INVALID;
    }

    /** A real box would make a farm of that name, or a member. Nobody who only rotates wants that. */
    private String enterFarm(String name) {
        Optional<StandInFarm> found = context.find(name);
        if (found.isEmpty()) {
            return "% there is no serverfarm " + name + ", and none shall be made";
        }
        farm = found.get();
        mode = "config-sfarm-host";
        return "";
    }

    private String enterSeat(String words) {
        Optional<Seat> found = farm.seat(words);
        if (found.isEmpty()) {
            return "% there is no rserver " + words + " in " + farm.name() + ", and none shall be added";
        }
        seat = found.get();
        mode = "config-sfarm-host-rs";
        return "";
    }

    private String enterServer(String name) {
        if (!context.knows(name)) {
            return "% there is no rserver " + name + ", and none shall be made";
        }
        rserver = name;
        mode = "config-rserver-host";
        return "";
    }
}
