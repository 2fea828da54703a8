package dev.trikk.stage;

import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Repository;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.release.Copies;
import dev.trikk.release.Copies.Copy;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.remote.Upload;
import dev.trikk.script.AcceptUploadScript;
import dev.trikk.script.Facts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The stage {@code upload}: a zip of this machine, or one of a repository that only Trikk may read, is sent to the servers. */
final class Uploading {
    private final OnServers servers;
    private final Copies copies;
    private final Supplier<Inventory> inventory;
    private final Duration deadline;

    Uploading(OnServers servers, Copies copies, Supplier<Inventory> inventory, Duration deadline) {
        this.servers = servers;
        this.copies = copies;
        this.inventory = inventory;
        this.deadline = deadline;
    }

    /** One result per server: what went wrong, or the transfer itself; a server that has the zip needs none. */
    List<Result> upload(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        List<Result> asked = servers.run(
                boarding, Action.UPLOAD, trip.servers(), server -> AcceptUploadScript.before(trip.errand()));
        Map<String, Result> byServer = asked.stream().collect(Collectors.toMap(Result::server, Function.identity()));
        List<Server> lacking = trip.servers().stream()
                .filter(server -> lacks(byServer.get(server.name())))
                .toList();
        if (lacking.isEmpty()) {
            return asked;
        }
        List<Result> results =
                new ArrayList<>(asked.stream().filter(result -> !lacks(result)).toList());
        results.addAll(
                trip.plan().release().source() == Release.Source.CARRIED
                        ? carry(boarding, lacking)
                        : send(boarding, lacking, Path.of(trip.plan().release().location())));
        return results;
    }

    private static boolean lacks(Result before) {
        return before.isOk() && !Facts.of(before.outcome()).value("present").equals(Optional.of("yes"));
    }

    private List<Result> carry(Boarding boarding, List<Server> lacking) {
        Trip trip = new Trip(boarding, deadline);
        String name = trip.plan().application().artifact().repository();
        Repository repository = inventory.get().repositories().get(name);
        if (repository == null) {
            return bad(boarding, lacking, "The inventory has no repository " + name + " any more.");
        }
        try (Copy copy = copies.bring(trip.plan().release(), repository)) {
            return send(boarding, lacking, copy.file());
        } catch (UnknownRelease e) {
            return bad(boarding, lacking, e.getMessage());
        }
    }

    private List<Result> bad(Boarding boarding, List<Server> lacking, String why) {
        return servers.each(
                lacking,
                server -> List.of(
                        servers.note(boarding, Action.UPLOAD, server.name(), () -> Trip.bad(why, Duration.ZERO))));
    }

    private List<Result> send(Boarding boarding, List<Server> lacking, Path file) {
        Trip trip = new Trip(boarding, deadline);
        Upload upload = new Upload(file, AcceptUploadScript.target(trip.errand()), deadline);
        return servers.each(lacking, server -> List.of(send(boarding, server, upload)));
    }

    private Result send(Boarding boarding, Server server, Upload upload) {
        Trip trip = new Trip(boarding, deadline);
        Result transfer = servers.put(boarding, Action.UPLOAD, server, upload);
        if (!transfer.isOk()) {
            return transfer;
        }
        Result after = servers.run(boarding, Action.UPLOAD, server, AcceptUploadScript.after(trip.errand()));
        return after.isOk() ? transfer : after;
    }
}
