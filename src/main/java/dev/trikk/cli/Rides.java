package dev.trikk.cli;

import dev.trikk.cli.http.Refused;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.DeploymentRide;
import dev.trikk.cli.view.Ride;
import dev.trikk.cli.view.TrainRide;
import java.util.List;
import java.util.Optional;

/** Finds out what an id stands for: a deployment, a train, or a request that has become one of both. */
final class Rides {
    private Rides() {}

    static Ride of(Desk desk, String id) {
        Refused unknown = null;
        for (Ride ride : List.of(new DeploymentRide(checked(id)), new TrainRide(id))) {
            try {
                desk.client().get(ride.path());
                return ride;
            } catch (Refused refused) {
                if (refused.status() != 404) {
                    throw refused;
                }
                unknown = unknown == null ? refused : unknown;
            }
        }
        Optional<Tree> request = Asked.request(desk, id);
        if (request.isEmpty()) {
            throw unknown;
        }
        if (request.get().text("state").equals("rejected")) {
            throw new Trouble(
                    Exit.REJECTED, id + " was rejected: " + request.get().text("reason"));
        }
        return Asked.ride(request.get());
    }

    /** What goes into a path as it is. */
    private static String checked(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")) {
            throw new Trouble(Exit.USAGE, "\"" + id + "\" is no id. Type: trikk history");
        }
        return id;
    }
}
