package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.StatusView;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows what is under way, and what keeps something from being so. */
@Command(name = "status", description = "Shows what is under way, open alarms, paused stages and frozen environments.")
final class StatusCommand extends Asking {

    StatusCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Map<String, Tree> all = new LinkedHashMap<>();
        all.put("deployments", desk.client().get("/api/deployments?state=open&limit=200"));
        all.put("alarms", desk.client().get("/api/alarms"));
        all.put("stages", desk.client().get("/api/stages"));
        all.put("environments", desk.client().get("/api/environments"));
        return desk.show(Tree.object(all), look -> StatusView.lines(Tree.object(all), desk.now(), look));
    }
}
