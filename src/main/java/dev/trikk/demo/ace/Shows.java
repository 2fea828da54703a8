package dev.trikk.demo.ace;

import dev.trikk.demo.ace.StandInFarm.Seat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What show commands print, as text and as elements. Called under the box's lock. */
final class Shows {
    private static final String INVALID = "% invalid command detected at '^' marker.";

    private Shows() {}

    static String of(AceStandIn box, StandInContext context, List<String> words) {
        String what = words.size() > 1 ? words.get(1) : "";
        if (what.equals("context") && words.size() == 2) {
            return contexts(box);
        }
        boolean hasDetail = words.size() == 4 && words.get(3).equals("detail");
        if (words.size() < 3 || (words.size() > 3 && !hasDetail)) {
            return INVALID;
        }
        String name = words.get(2);
        return switch (what) {
            case "serverfarm" ->
                context.find(name)
                        .map(farm -> farm(farm, box.style(), hasDetail))
                        .orElse("% serverfarm " + name + " does not exist");
            case "rserver" ->
                context.knows(name) ? server(context, name, box.style()) : "% rserver " + name + " does not exist";
            default -> INVALID;
        };
    }

    private static String contexts(AceStandIn box) {
        List<StandInContext> all = box.contexts();
        return all.stream()
                .map(context -> "Name: " + context.name() + " , Id: " + all.indexOf(context))
                .collect(Collectors.joining("\n"));
    }

    private static final String HEADER =
            """
             ---------------------------------
                                                            ----------connections-----------
                   real                  weight state        current    total      failures
               ---+---------------------+------+------------+----------+----------+---------
            """;

    private static String farm(StandInFarm farm, StandInStyle style, boolean hasDetail) {
        String title = " serverfarm     : %s, type: HOST%n total rservers : %d%n%s%s"
                .formatted(
                        farm.name(),
                        farm.seats().size(),
                        hasDetail ? " predictor      : ROUNDROBIN\n failaction     : -\n" : "",
                        HEADER);
        return title
                + farm.seats().stream()
                        .map(seat -> "   rserver: " + seat.rserver + "\n" + row(farm, seat, style)
                                + (hasDetail
                                        ? "         max-conns            : -         , out-of-rotation count : -\n"
                                        : ""))
                        .collect(Collectors.joining());
    }

    private static String row(StandInFarm farm, Seat seat, StandInStyle style) {
        return String.format(
                Locale.ROOT,
                "       %-21s %-6d %-12s %-10d %-10d %d%n",
                address(seat),
                8,
                farm.state(seat, style),
                seat.member().sessions(),
                seat.member().total(),
                seat.member().failures());
    }

    private static String server(StandInContext context, String name, StandInStyle style) {
        String rows = context.farms().stream()
                .flatMap(farm -> farm.seats().stream()
                        .filter(seat -> seat.rserver.equals(name))
                        .map(seat -> "   serverfarm: " + farm.name() + "\n" + row(farm, seat, style)))
                .collect(Collectors.joining());
        return " rserver              : " + name + ", type: HOST\n state                : "
                + (context.isSuspended(name) ? "OUTOFSERVICE" : "OPERATIONAL") + "\n" + HEADER + rows;
    }

    private static String address(Seat seat) {
        return seat.member().uri().getHost() + ":" + seat.port;
    }

    /** The same as elements. */
    static String elements(StandInFarm farm, StandInStyle style) {
        return "<xml_show_serverfarm><sf_entry><sf_name>" + farm.name() + "</sf_name>"
                + farm.seats().stream()
                        .map(seat ->
                                "<sf_rs_entry><sf_realserver>%s</sf_realserver><address>%s</address><rs_state>%s</rs_state><rs_curr_conns>%d</rs_curr_conns></sf_rs_entry>"
                                        .formatted(
                                                seat.rserver,
                                                address(seat),
                                                farm.state(seat, style),
                                                seat.member().sessions()))
                        .collect(Collectors.joining())
                + "</sf_entry></xml_show_serverfarm>";
    }
}
