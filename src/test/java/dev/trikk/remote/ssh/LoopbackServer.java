package dev.trikk.remote.ssh;

import dev.trikk.inventory.Server;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import java.nio.file.Path;

/** A real sshd and the real door to it, for tests of other packages. */
public final class LoopbackServer implements OnServer, AutoCloseable {
    private final OpenSsh sshd;
    private final Door door;

    public LoopbackServer(Path folder) throws Exception {
        sshd = new OpenSsh(folder);
        door = Door.to(sshd, folder);
    }

    public Server server() {
        return Door.server(sshd.port());
    }

    public String login() {
        return sshd.login();
    }

    @Override
    public Outcome run(Server server, String login, Script script) {
        return door.run(server, login, script);
    }

    @Override
    public Outcome put(Server server, String login, Upload upload) {
        throw new UnsupportedOperationException("no test needs it");
    }

    @Override
    public void close() {
        door.close();
        sshd.close();
    }
}
