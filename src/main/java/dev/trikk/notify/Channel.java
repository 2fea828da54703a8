package dev.trikk.notify;

import dev.trikk.outage.Outage;

/**
 * A way to tell people, or the systems that they look at, what happened: a tracker, a wiki, a chat. Each has a queue of its own, so
 * that a slow or dead one delays only itself. Safe for several threads, but told one notice after the other.
 */
public interface Channel {

    /**
     * Tells it, if there is anything to tell in this channel; else returns at once. Blocks for some seconds at most. A notice may
     * come again after a crash or a lost reply: where the system can be asked, it is asked first, and nothing is told twice.
     *
     * @throws Outage when it could not be told now; it is tried again, for a day
     * @throws RuntimeException when it never will: the notice is parked, and a person is told
     */
    void tell(Notice notice);

    /**
     * Whether it could be told something, without telling anything: asks a harmless question with the configured login.
     *
     * @return what was found, in words: {@code logged in as trikk}
     * @throws RuntimeException as {@link #tell}
     */
    String check();
}
