package dev.trikk.notify.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that refuses one recipient, which GreenMail cannot. */
final class PickySmtp implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final AtomicInteger mails = new AtomicInteger();
    private final String refused;

    PickySmtp(String refused) throws IOException {
        this.refused = refused;
        Thread server = new Thread(this::serve, "picky-smtp");
        server.setDaemon(true);
        server.start();
    }

    int port() {
        return door.getLocalPort();
    }

    int mails() {
        return mails.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                talk(socket);
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        answer(socket, "220 picky");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                answer(socket, "354 go on");
                while (!in.readLine().equals(".")) {
                    // the mail itself is of no interest
                }
                mails.incrementAndGet();
            }
            answer(socket, line.contains("RCPT TO:<" + refused) ? "550 no such user" : "250 fine");
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
