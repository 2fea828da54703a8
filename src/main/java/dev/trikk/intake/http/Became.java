package dev.trikk.intake.http;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Train;
import java.util.Optional;

/** What the request of an id has become. */
record Became(Ledger ledger, Records records) {
    Optional<Deployment> deployment(String id) {
        return ledger.findByRequest(id);
    }

    Optional<Train> train(String id) {
        return ledger.trainByRequest(id);
    }

    /** The event that tells why it was refused. */
    Optional<Event> rejection(String id) {
        return records.rejection(id);
    }
}
