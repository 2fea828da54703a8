package dev.trikk.rotation.haproxy;

import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of a backend as HAProxy shows it.
 *
 * @param operation 0 stopped, 1 starting, 2 running, 3 stopping
 * @param admin what it was told: a bit mask
 * @param weight 0 means that it gets no new traffic, whatever it was told
 * @param checkResult 2 failed, 3 passed
 * @param checkState a bit mask
 * @param sessions requests it serves and those waiting for it
 */
record BackendServer(String name, int operation, int admin, int weight, int checkResult, int checkState, int sessions) {
    /** Forced, inherited from a tracked server, no DNS. Not 0x04: HAProxy leaves it set after {@code ready}. */
    private static final int MAINTENANCE = 0x01 | 0x02 | 0x20;

    private static final int DRAIN = 0x08 | 0x10;
    private static final int CHECK_CONFIGURED = 0x02;
    private static final int STARTING = 1;
    private static final int RUNNING = 2;
    private static final int CHECK_FAILED = 2;

    /**
     * All servers of a backend, from the tables of {@code show servers state} and {@code show stat}.
     *
     * @throws ProtocolException when the tables are not what HAProxy prints
     */
    static List<BackendServer> all(String backend, String states, String statistics) throws ProtocolException {
        Map<String, Integer> sessions = new HashMap<>();
        for (Map<String, String> row : Table.ofCsv(statistics)) {
            if (text(row, "pxname").equals(backend)) {
                sessions.put(text(row, "svname"), number(row, "scur") + number(row, "qcur"));
            }
        }
        List<BackendServer> servers = new ArrayList<>();
        for (Map<String, String> row : Table.ofWords(states)) {
            if (text(row, "be_name").equals(backend)) {
                servers.add(of(row, sessions));
            }
        }
        return servers;
    }

    private static BackendServer of(Map<String, String> row, Map<String, Integer> sessions) throws ProtocolException {
        String name = text(row, "srv_name");
        if (!sessions.containsKey(name)) {
            throw new ProtocolException("the reply has no session count of " + name);
        }
        return new BackendServer(
                name,
                number(row, "srv_op_state"),
                number(row, "srv_admin_state"),
                number(row, "srv_uweight"),
                number(row, "srv_check_result"),
                number(row, "srv_check_state"),
                sessions.get(name));
    }

    private static String text(Map<String, String> row, String column) throws ProtocolException {
        String text = row.get(column);
        if (text == null) {
            throw new ProtocolException("the reply has a row without " + column);
        }
        return text;
    }

    private static int number(Map<String, String> row, String column) throws ProtocolException {
        String text = text(row, column);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException garbled) {
            throw new ProtocolException("the reply has '%s' for %s".formatted(text, column));
        }
    }

    Rotation rotation() {
        if ((admin & MAINTENANCE) != 0) {
            return Rotation.OUT;
        }
        return (admin & DRAIN) != 0 || weight == 0 ? Rotation.DRAINING : Rotation.IN;
    }

    boolean running() {
        return operation == STARTING || operation == RUNNING;
    }

    boolean checked() {
        return (checkState & CHECK_CONFIGURED) != 0;
    }

    /** HAProxy keeps a server running for some failed checks; by then it is no reserve to count on. */
    boolean healthy() {
        return running() && !(checked() && checkResult == CHECK_FAILED);
    }

    Member member() {
        return new Member(name, rotation(), healthy(), sessions);
    }

    @Override
    public String toString() {
        return "%s: admin state 0x%02x, operational state %d, weight %d".formatted(name, admin, operation, weight);
    }
}
