package dev.trikk.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server that keeps only what each mail is about. Safe for several threads. */
final class Mailbox implements AutoCloseable {
    private static final String SUBJECT = "x-trikk-event:";

    private final ServerSocket listener;
    private final Map<String, Integer> mails = new ConcurrentHashMap<>();

    Mailbox() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("mailbox", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many mails have come so far about an event, such as {@code app01-17-ended}. */
    int about(String event) {
        return mails.getOrDefault(event, 0);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Threads.start("mailbox", () -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            OutputStream out = client.getOutputStream();
            say(out, "220 chaos");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    keep(in);
                }
                say(out, verb.equals("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException gone) {
            // whoever has not heard that a mail was taken sends it again
        }
    }

    private void keep(BufferedReader in) throws IOException {
        String event = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("gone in the middle of a mail");
            }
            if (event.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(SUBJECT)) {
                event = line.substring(SUBJECT.length()).strip();
            }
        }
        mails.merge(event, 1, Integer::sum);
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
