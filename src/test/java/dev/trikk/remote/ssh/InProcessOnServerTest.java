package dev.trikk.remote.ssh;

import java.nio.file.Path;

class InProcessOnServerTest extends OnServerContract {
    @Override
    TestSsh start(Path folder, Path home) {
        return new InProcessSsh(home);
    }

    @Override
    String target(String name) {
        return name;
    }
}
