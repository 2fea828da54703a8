package dev.trikk.cli;

import dev.trikk.cli.http.Refused;
import dev.trikk.cli.http.Unreachable;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.DeploymentRide;
import dev.trikk.cli.view.Paragraph;
import dev.trikk.cli.view.Ride;
import dev.trikk.cli.view.TrainRide;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts a request onto the queue, waits until it is a deployment, a train or refused, and follows what it has become. */
final class Asked {
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration SLOWEST = Duration.ofSeconds(2);
    /** After so many looks it is worth a word that nobody has taken the request. */
    private static final int PATIENT_LOOKS = 8;

    private final Desk desk;
    private final Waiting waiting;
    /** When a request of the same id was rejected; it may be sent again when the reason is gone. */
    private Optional<String> rejectedBefore = Optional.empty();

    Asked(Desk desk, Waiting waiting) {
        this.desk = desk;
        this.waiting = waiting;
    }

    int run(RequestForm request) throws InterruptedException {
        if (request.isNamed() && !waiting.not()) {
            rejectedBefore = request(desk, request.id()).flatMap(before -> before.maybe("rejectedAt"));
        }
        Tree queued = post(request);
        if (desk.isJson()) {
            desk.print(queued);
        }
        if (waiting.not()) {
            if (!desk.isJson()) {
                desk.print(Paragraph.of(
                        "On the queue as " + request.id() + ". To follow it: trikk watch " + request.id(),
                        desk.look()));
            }
            return Exit.OK.code();
        }
        Optional<Instant> deadline = waiting.deadline(desk.now());
        Tree become;
        try (Shell.Handle ignored = desk.shell().interrupts().then(() -> goodbye(request))) {
            become = decision(request.id(), deadline);
        }
        if (become.equals(Tree.NOTHING)) {
            desk.remark(
                    "The time is up, and the request is still on the queue. To follow it: trikk watch " + request.id());
            return Exit.TIME_IS_UP.code();
        }
        if (become.text("state").equals("rejected")) {
            return rejected(become);
        }
        return new Follow(desk, ride(become), deadline).run();
    }

    /** What a request has become. */
    static Ride ride(Tree request) {
        return request.maybe("train")
                .<Ride>map(TrainRide::new)
                .orElseGet(() -> new DeploymentRide(request.text("deployment")));
    }

    private int rejected(Tree become) {
        if (desk.isJson()) {
            desk.print(become);
        }
        desk.remark("trikk: rejected, and nothing was done: "
                + become.maybe("reason").orElse("no reason is given."));
        return Exit.REJECTED.code();
    }

    private Tree post(RequestForm request) {
        try {
            return desk.client().post("/api/deployments", request.tree(), request.id());
        } catch (Refused refused) {
            if (refused.status() == 400 || refused.status() == 422) {
                throw new Trouble(Exit.REJECTED, "rejected, and nothing was done: " + refused.getMessage());
            }
            throw refused;
        } catch (Unreachable lost) {
            if (!lost.isPassing()) {
                throw lost;
            }
            throw new Trouble(
                    Exit.UNREACHABLE,
                    lost.getMessage() + " It may be on the queue all the same. To look: trikk watch " + request.id()
                            + ". To send it again without doubling it: the same with --id " + request.id() + ".");
        }
    }

    /** The request, as soon as it has been decided about; nothing when the time is up. */
    private Tree decision(String id, Optional<Instant> deadline) throws InterruptedException {
        Duration wait = FIRST_LOOK;
        for (int looks = 0; ; looks++) {
            Optional<Tree> request = lookAgain(id);
            if (request.filter(this::isDecided).isPresent()) {
                return request.get();
            }
            if (deadline.filter(end -> !desk.now().isBefore(end)).isPresent()) {
                return Tree.NOTHING;
            }
            if (looks == PATIENT_LOOKS) {
                desk.remark(
                        "The request is on the queue, and no daemon has taken it yet; is the stage request paused? Waiting.");
            }
            desk.shell().pause().last(wait);
            wait = wait.multipliedBy(2).compareTo(SLOWEST) > 0 ? SLOWEST : wait.multipliedBy(2);
        }
    }

    /** A daemon that is away for a moment is no reason to give up: the request is on the queue. */
    private Optional<Tree> lookAgain(String id) {
        try {
            return request(desk, id);
        } catch (Unreachable away) {
            return Optional.empty();
        } catch (Refused refused) {
            if (refused.status() < 500 && refused.status() != 429) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private boolean isDecided(Tree request) {
        return isRejectedNow(request)
                || request.maybe("deployment").or(() -> request.maybe("train")).isPresent();
    }

    private boolean isRejectedNow(Tree request) {
        return request.text("state").equals("rejected")
                && (rejectedBefore.isEmpty() || !request.maybe("rejectedAt").equals(rejectedBefore));
    }

    /** A request that is known; one that is still on the queue is not. */
    static Optional<Tree> request(Desk desk, String id) {
        try {
            return Optional.of(desk.client().get(Paths.of("requests", id)));
        } catch (Refused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private void goodbye(RequestForm request) {
        desk.shell().err().println();
        desk.remark("The request stays on the queue. To follow it: trikk watch " + request.id() + ".");
    }
}
