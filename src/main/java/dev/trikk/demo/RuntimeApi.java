package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** The few commands of HAProxy's runtime API that Trikk needs, on a loopback port of its own. */
final class RuntimeApi implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final ServerSocket server;
    private final String backend;
    private final List<DemoMember> members;
    private final Object lock;

    /** @param lock guards the members */
    RuntimeApi(String backend, List<DemoMember> members, Object lock, Executor executor) throws IOException {
        this.backend = backend;
        this.members = members;
        this.lock = lock;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        executor.execute(() -> serve(executor));
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Executor executor) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                executor.execute(() -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            String line = in.readLine();
            if (line != null) {
                client.getOutputStream().write(answer(line).getBytes(UTF_8));
            }
        } catch (IOException gone) {
            // the client asks again if it still wants to know
        }
    }

    /** Every command's output ends with an empty line; a change that worked has no other output. */
    private String answer(String line) {
        StringBuilder answer = new StringBuilder();
        for (String command : line.split(";", -1)) {
            synchronized (lock) {
                answer.append(run(command.strip())).append('\n');
            }
        }
        return answer.toString();
    }

    private String run(String command) {
        if (command.startsWith("show servers state ")) {
            return command.endsWith(" " + backend) ? states() : "Can't find backend.\n";
        }
        if (command.startsWith("show stat ")) {
            return command.contains(" " + backend + " ") ? statistics() : "No such proxy.\n";
        }
        String[] words = command.split(" ", -1);
        boolean change = words.length == 5 && command.startsWith("set server ") && words[3].equals("state");
        return change ? change(words[2], words[4]) : "Unknown command: '" + command + "'.\n";
    }

    private String change(String server, String state) {
        if (!List.of("ready", "drain", "maint").contains(state)) {
            return "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n";
        }
        for (DemoMember member : members) {
            if (server.equals(backend + "/" + member.name)) {
                member.state = state;
                return "";
            }
        }
        return "No such server.\n";
    }

    private String states() {
        String header = "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight"
                + " srv_check_result srv_check_state\n";
        return members.stream().map(this::state).collect(Collectors.joining("", header, ""));
    }

    private String state(DemoMember member) {
        int operation = member.up && !member.state.equals("maint") ? 2 : 0;
        int admin = List.of("ready", "maint").indexOf(member.state);
        return "2 %s %d %s %s %d %d 1 0 0\n"
                .formatted(
                        backend,
                        members.indexOf(member) + 1,
                        member.name,
                        member.uri.getHost(),
                        operation,
                        admin < 0 ? 8 : admin);
    }

    private String statistics() {
        return members.stream()
                .map(member ->
                        "%s,%s,0,%d,%s,\n".formatted(backend, member.name, member.sessions, member.up ? "UP" : "DOWN"))
                .collect(Collectors.joining("", "# pxname,svname,qcur,scur,status,\n", ""));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
