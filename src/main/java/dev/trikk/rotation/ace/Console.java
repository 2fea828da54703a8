package dev.trikk.rotation.ace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;

/** A shell on a box, from prompt to prompt. For one thread. */
final class Console implements AutoCloseable {
    private static final String PAGER = "--More--";
    private static final int LONGEST_PROMPT = 300;
    private static final Pattern PAGERS = Pattern.compile("[ \\r]*--More--[ \\x08\\r]*");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\s*% ?\\S.*$");

    private final ChannelShell channel;
    private final Heard heard = new Heard();
    private final Duration timeout;
    private final OutputStream keyboard;
    private Prompt prompt;

    /** Opens it, and waits for the first prompt. */
    Console(ClientSession session, Duration timeout) throws IOException {
        this.timeout = timeout;
        channel = session.createShellChannel();
        channel.setOut(heard);
        channel.setErr(heard);
        channel.setPtyWidth(200);
        channel.setPtyLines(500);
        channel.addCloseFutureListener(closed -> heard.over());
        try {
            channel.open().verify(timeout);
            keyboard = channel.getInvertedIn();
            answer();
        } catch (IOException e) {
            channel.close(true);
            throw e;
        }
    }

    Prompt prompt() {
        return prompt;
    }

    /** Goes to a context, and switches its pager off: a change of context switches that on again. */
    void enter(String context) throws IOException {
        run("terminal length 0");
        if (!prompt.context().equals(context)) {
            run("changeto " + context);
            run("terminal length 0");
        }
        if (!prompt.context().equals(context)) {
            throw new Refusal("it shows the prompt of context " + prompt.context() + " instead of " + context);
        }
    }

    /** Goes into configuration mode, runs the lines, and leaves it. */
    void configure(Iterable<String> lines) throws IOException {
        run("configure");
        for (String line : lines) {
            if (!prompt.isConfiguring()) {
                throw new Refusal(
                        "it does not go into configuration mode; of a pair of boxes, only the active one does");
            }
            run(line);
        }
        run("end");
    }

    /** Runs a line and returns what it printed. */
    String run(String line) throws IOException {
        heard.clear();
        write(line + "\n");
        String answer = answer();
        // the line itself is echoed
        String printed = answer.strip().startsWith(line) ? answer.strip().substring(line.length()) : answer;
        refuse(line, printed);
        return printed;
    }

    static void refuse(String line, String printed) throws Refusal {
        Matcher error = ERROR.matcher(printed);
        if (error.find()) {
            throw new Refusal("it refused '" + line + "': " + Refusal.quoted(error.group()));
        }
    }

    /** Everything up to the next prompt, however many pages that is. */
    private String answer() throws IOException {
        StringBuilder pages = new StringBuilder();
        while (true) {
            String page = heard.await(
                    text -> end(text).stripTrailing().endsWith(PAGER)
                            || Prompt.at(end(text)).isPresent(),
                    timeout);
            pages.append(page);
            Optional<Prompt> next = Prompt.at(end(page));
            if (next.isPresent()) {
                prompt = next.get();
                return PAGERS.matcher(pages).replaceAll("");
            }
            heard.clear();
            write(" ");
        }
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - LONGEST_PROMPT));
    }

    private void write(String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
