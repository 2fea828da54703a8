package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.DeploymentViews;
import dev.trikk.cli.view.Ride;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one deployment, or one train. */
@Command(name = "show", description = "Shows a deployment with its steps and results, or a train with its deployments.")
final class ShowCommand extends Asking {
    @Parameters(paramLabel = "ID", description = "Of a deployment, a train or a request.")
    private String id;

    ShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        Ride ride = Rides.of(desk, id);
        Tree now = desk.client().get(ride.path());
        return desk.show(
                now,
                look -> DeploymentViews.inFull(
                        ride, now, desk.now(), desk.shell().clock().getZone(), look));
    }
}
