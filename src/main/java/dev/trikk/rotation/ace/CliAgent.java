package dev.trikk.rotation.ace;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/**
 * The command line over SSH, on one session that is kept while it is used. Reads go over exec channels, which have no prompts;
 * changes need a shell, because configuration has modes.
 */
final class CliAgent implements Agent {
    private static final String ADMIN = "Admin";

    private final AceLogin login;
    private final Sessions sessions;
    private SshClient client;
    private ClientSession session;
    /** The context that one is in after the login. */
    private String home = "";

    CliAgent(AceLogin login) {
        this.login = login;
        this.sessions = new Sessions(login);
    }

    /** What is done on a session. */
    private interface Work<T> {
        T on(ClientSession session) throws IOException;
    }

    @Override
    public List<FarmServer> farm(String context, String farm) throws IOException {
        boolean wasOpen = session != null;
        try {
            return using(open -> read(open, context, farm));
        } catch (Refusal e) {
            throw e;
        } catch (IOException e) {
            if (!wasOpen) {
                throw e;
            }
            // the session was an old one, and reading twice does no harm
            return using(open -> read(open, context, farm));
        }
    }

    private List<FarmServer> read(ClientSession open, String context, String farm) throws IOException {
        String show = "show serverfarm " + farm;
        return FarmTable.read(exec(open, context.equals(home) ? show : "invoke context " + context + " " + show), farm);
    }

    @Override
    public void configure(String context, List<String> lines) throws IOException {
        using(open -> {
            try (Console console = new Console(open, login.timeout())) {
                console.enter(context);
                console.configure(lines);
            }
            return true;
        });
    }

    @Override
    public void save(String context) throws IOException {
        using(open -> {
            try (Console console = new Console(open, login.timeout())) {
                console.enter(context);
                return console.run("copy running-config startup-config");
            }
        });
    }

    private <T> T using(Work<T> work) throws IOException {
        try {
            return work.on(session());
        } catch (Refusal e) {
            throw e;
        } catch (IOException | IllegalStateException e) {
            // whatever is wrong with it, the next one begins anew
            drop();
            throw e instanceof IOException lost ? lost : new IOException(e.getMessage(), e);
        }
    }

    private ClientSession session() throws IOException {
        if (session == null || !session.isOpen()) {
            if (client == null) {
                client = sessions.client();
            }
            session = sessions.open(client);
            try (Console console = new Console(session, login.timeout())) {
                home = console.prompt().context();
            }
        }
        return session;
    }

    private String exec(ClientSession open, String command) throws IOException {
        Heard heard = new Heard();
        try (ClientChannel channel = open.createExecChannel(command)) {
            channel.setOut(heard);
            channel.setErr(heard);
            channel.open().verify(login.timeout());
            if (channel.waitFor(Set.of(ClientChannelEvent.CLOSED), login.timeout())
                    .contains(ClientChannelEvent.TIMEOUT)) {
                throw new IOException("no whole answer to '" + command + "' within "
                        + login.timeout().toMillis() + " ms");
            }
        }
        refuse(command, heard.text());
        return heard.text();
    }

    private void refuse(String command, String text) throws Refusal {
        try {
            Console.refuse(command, text);
        } catch (Refusal e) {
            if (command.startsWith("invoke ") && !home.equals(ADMIN)) {
                throw new Refusal("the login lands in context " + home
                        + ", and only from Admin another one is reached: check address and context");
            }
            throw e;
        }
    }

    private void drop() {
        if (session != null) {
            session.close(true);
            session = null;
        }
    }

    @Override
    public void close() {
        drop();
        if (client != null) {
            client.stop();
            client = null;
        }
    }

    @Override
    public String toString() {
        return login.toString();
    }
}
