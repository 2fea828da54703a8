package dev.trikk.inventory;

import java.time.Instant;
import java.util.Optional;

/** Times that come and go. Pure: the same moment always gets the same answer. Safe for several threads. */
public interface Schedule {

    /** When the time in which that moment lies ends; nothing when it lies in none. The end itself lies outside. */
    Optional<Instant> endOf(Instant moment);

    /** One stretch of time. */
    record Between(Instant from, Instant until) implements Schedule {
        @Override
        public Optional<Instant> endOf(Instant moment) {
            return moment.isBefore(from) || !moment.isBefore(until) ? Optional.empty() : Optional.of(until);
        }
    }
}
