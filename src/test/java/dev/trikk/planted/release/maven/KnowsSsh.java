package dev.trikk.planted.release.maven;

import dev.trikk.planted.remote.ssh.Adapter;

/** Planted: an adapter that knows another. */
class KnowsSsh {
    Adapter other = new Adapter();
}
