package dev.trikk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** STOMP as it is on the wire. */
final class StompClient implements AutoCloseable {
    private final Socket socket;

    StompClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Patience.LONG.toMillis());
    }

    void frame(String command, String headers, String body) throws IOException {
        String frame = command + "\n" + headers + "\n\n" + body + "\0";
        socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The next frame, without the line ends that may be between two. */
    String next() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int read = socket.getInputStream().read();
                read > 0;
                read = socket.getInputStream().read()) {
            frame.write(read);
        }
        return frame.toString(StandardCharsets.UTF_8).stripLeading();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
