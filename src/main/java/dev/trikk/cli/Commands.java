package dev.trikk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every command of {@code trikk}, in the order of its help: those of this client, which are made only when they are needed, and
 * those of {@code dev.trikk.Main}, which the launcher starts with all libraries.
 */
public final class Commands {
    /** What commands are for. */
    enum Group {
        DEPLOY("Deploy"),
        FOLLOW("Follow"),
        STEER("Steer"),
        INVENTORY("Inventory"),
        OPERATE("Operate"),
        CLIENT("This client"),
        DAEMON("The daemon, where it is installed");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** One command; without a maker it belongs to the daemon's side. */
    record Entry(Group group, String name, String sentence, Optional<Function<Shell, Object>> maker) {}

    private static final List<Entry> ALL = new ArrayList<>();

    static {
        light(Group.DEPLOY, "deploy", "deploy an application or a train, and follow it", DeployCommand::new);
        light(Group.DEPLOY, "rollback", "go back to a release from before", RollbackCommand::new);
        light(Group.DEPLOY, "plan", "show what a deployment would do", PlanCommand::new);
        light(Group.FOLLOW, "status", "what is under way, and what is in its way", StatusCommand::new);
        light(Group.FOLLOW, "watch", "follow one ride, or everything", WatchCommand::new);
        light(Group.FOLLOW, "history", "past deployments", HistoryCommand::new);
        light(Group.FOLLOW, "show", "one deployment or train in full", ShowCommand::new);
        light(Group.FOLLOW, "log", "the output of every server", LogCommand::new);
        light(Group.FOLLOW, "why", "why a deployment stands where it stands", WhyCommand::new);
        light(Group.STEER, "hold", "let a deployment stand still", HoldCommand::new);
        light(Group.STEER, "approve", "let a held deployment go on", ApproveCommand::new);
        light(Group.STEER, "cancel", "end a deployment and put back what it touched", CancelCommand::new);
        light(Group.STEER, "retry", "do what a deployment left undone", RetryCommand::new);
        light(Group.INVENTORY, "apps", "applications and their releases", AppsCommand::new);
        light(Group.INVENTORY, "versions", "versions of an application", VersionsCommand::new);
        light(Group.INVENTORY, "envs", "environments and their rules", EnvsCommand::new);
        light(Group.INVENTORY, "servers", "servers and what runs on them", ServersCommand::new);
        light(Group.OPERATE, "pools", "pools and their members", PoolsCommand::new);
        light(Group.OPERATE, "drain", "take a member out of rotation", DrainCommand::new);
        light(Group.OPERATE, "restore", "put a member back into rotation", RestoreCommand::new);
        light(Group.OPERATE, "stages", "list stages, pause or resume one", StagesCommand::new);
        light(Group.OPERATE, "freeze", "let nothing new begin in an environment", FreezeCommand::new);
        light(Group.OPERATE, "thaw", "end a freeze", ThawCommand::new);
        light(Group.OPERATE, "alarms", "open alarms", AlarmsCommand::new);
        light(Group.OPERATE, "audit", "who has changed what", AuditCommand::new);
        light(Group.CLIENT, "login", "keep a daemon's address and your token", LoginCommand::new);
        light(Group.CLIENT, "doctor", "find out why something does not work", DoctorCommand::new);
        heavy("serve", "run the daemon");
        heavy("broker", "run only the broker");
        heavy("check", "try every configured connection");
        heavy("stop", "let one node stop");
        heavy("token", "make a token for the HTTP API");
        heavy("post", "post a request over JMS");
        heavy("control", "steer a deployment over JMS");
        heavy("demo", "a whole pipeline in this terminal");
    }

    private Commands() {}

    private static void light(Group group, String name, String sentence, Function<Shell, Object> maker) {
        ALL.add(new Entry(group, name, sentence, Optional.of(maker)));
    }

    private static void heavy(String name, String sentence) {
        ALL.add(new Entry(Group.DAEMON, name, sentence, Optional.empty()));
    }

    static List<Entry> all() {
        return List.copyOf(ALL);
    }

    /** The names of the client's commands. */
    public static List<String> ofTheClient() {
        return ALL.stream()
                .filter(entry -> entry.maker().isPresent())
                .map(Entry::name)
                .toList();
    }

    /** The names of the commands that need all libraries. */
    public static List<String> ofTheDaemon() {
        return ALL.stream()
                .filter(entry -> entry.maker().isEmpty())
                .map(Entry::name)
                .toList();
    }
}
