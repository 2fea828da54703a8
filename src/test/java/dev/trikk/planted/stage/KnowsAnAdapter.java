package dev.trikk.planted.stage;

import dev.trikk.planted.remote.ssh.Adapter;

/** Planted: a stage that knows an adapter. */
class KnowsAnAdapter {
    Adapter adapter;
}
