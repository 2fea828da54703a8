package dev.trikk.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What can go wrong, and the chance that makes it do so. */
enum Fault {
    /** A daemon is killed, and comes back. */
    DAEMON_KILLED {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            int daemon = random.nextInt(DAEMONS);
            return List.of(
                    new Deed(at, "kill -9 daemon" + (daemon + 1), world -> {
                        world.daemons().get(daemon).kill();
                        world.ledger().timePasses();
                    }),
                    new Deed(at.plusMillis(300), "start daemon" + (daemon + 1), world -> world.daemons()
                            .get(daemon)
                            .start()));
        }
    },
    /** The broker is killed, and comes back. */
    BROKER_KILLED {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            return List.of(
                    new Deed(at, "kill -9 broker", world -> world.broker().kill()),
                    new Deed(at.plusMillis(300), "start broker", world -> world.broker()
                            .start()));
        }
    },
    /** A daemon is frozen for longer than the broker waits for it, and wakes up; one only, so that the other can take over. */
    DAEMON_FROZEN {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            String name = "daemon" + (frozen + 1);
            return List.of(
                    new Deed(at, "freeze " + name, world -> world.daemons()
                            .get(frozen)
                            .freeze()),
                    new Deed(at.plus(LEASE), "thaw " + name, world -> world.daemons()
                            .get(frozen)
                            .thaw()));
        }
    },
    /** A daemon is frozen while a script of it is under way, until the other one has been at the same place. */
    DAEMON_FROZEN_AT_SWITCH {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            return List.of(new Deed(
                    at, "freeze the daemon that switches next, until the other one was there, too", World::ambush));
        }
    },
    /** Scripts run to their end, but nobody hears of it. */
    ANSWERS_OF_SERVER_LOST {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            String server = server(random);
            int count = 1 + random.nextInt(3);
            return List.of(new Deed(at, server + " loses " + count + " answers", world -> world.fleet()
                    .server(server)
                    .loseAnswers(count)));
        }
    },
    /** Members are drained or restored, but nobody hears of it. */
    ANSWERS_OF_BALANCER_LOST {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            String pool = one(random, Fleet.POOLS);
            int count = 1 + random.nextInt(3);
            return List.of(new Deed(at, "balancer " + pool + " loses " + count + " answers", world -> world.fleet()
                    .balancer(pool)
                    .loseAnswers(count)));
        }
    },
    /** Messages come twice, at once or much later. */
    MESSAGES_REPEATED {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            return Stream.iterate(at, time -> time.plusMillis(300))
                    .limit(5)
                    .map(time -> new Deed(time, "repeat messages", World::repeatMessages))
                    .toList();
        }
    },
    /** Messages come in another order. */
    MESSAGES_SHUFFLED {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            return List.of(new Deed(at, "shuffle messages", World::shuffleMessages));
        }
    },
    /** All connections of one kind break. */
    CONNECTIONS_CUT {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            int daemon = random.nextInt(DAEMONS);
            return List.of(
                            List.of(new Deed(
                                    at,
                                    "cut daemon" + (daemon + 1) + " from the broker",
                                    world -> world.wires().get(daemon).cut())),
                            List.of(new Deed(at, "cut all from the ledger", world -> world.ledger()
                                    .cutConnections())),
                            List.of(new Deed(at, "cut all from the servers", world -> world.fleet()
                                    .servers()
                                    .forEach(Server::cutConnections))))
                    .get(random.nextInt(3));
        }
    },
    /** A server's disk is full for a while. */
    DISK_FULL {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            String server = server(random);
            return List.of(
                    new Deed(at, "fill the disk of " + server, world -> world.fleet()
                            .server(server)
                            .fillDisk()),
                    new Deed(at.plusMillis(1500), "clear the disk of " + server, world -> world.fleet()
                            .server(server)
                            .heal()));
        }
    },
    /** A balancer finds a member down for a while. */
    MEMBER_DOWN {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            // the same one all day in each pool: two at once would leave nobody to serve, and not for Trikk's fault
            String server = Fleet.members(one(random, Fleet.POOLS)).get(frozen);
            return List.of(
                    new Deed(at, server + " goes down", world -> world.fleet()
                            .server(server)
                            .goDown()),
                    new Deed(at.plusMillis(2500), server + " comes up", world -> world.fleet()
                            .server(server)
                            .comeUp()));
        }
    },
    /** A balancer finds a member down that it has just taken back, when the next one wants to leave. */
    MEMBER_DOWN_ONCE_BACK {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            String pool = one(random, Fleet.POOLS);
            String server = Fleet.members(pool).get(frozen);
            return List.of(new Deed(
                    at,
                    server + " goes down once it is back in rotation",
                    world -> world.goDownOnceBack(pool, server, Duration.ofSeconds(4))));
        }
    },
    /** An application is not well on a server for a while. */
    APPLICATION_SICK {
        @Override
        List<Deed> strike(Random random, int frozen, Duration at) {
            String server = server(random);
            String application = one(random, Fleet.applications(Fleet.pool(server)));
            return List.of(
                    new Deed(at, application + " falls sick on " + server, world -> world.fleet()
                            .server(server)
                            .fallSick(application)),
                    new Deed(at.plusMillis(3000), application + " gets well on " + server, world -> world.fleet()
                            .server(server)
                            .heal()));
        }
    };

    private static final int DAEMONS = 2;
    /** The broker waits three seconds, more on a busy machine; the rest is for the other daemon to take over. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    /**
     * What is done at that time, and what ends it.
     *
     * @param frozen the daemon that may be frozen in this schedule, and the member that may be down
     */
    abstract List<Deed> strike(Random random, int frozen, Duration at);

    private static String server(Random random) {
        return one(
                random,
                Fleet.POOLS.stream()
                        .flatMap(pool -> Fleet.servers(pool).stream())
                        .toList());
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
