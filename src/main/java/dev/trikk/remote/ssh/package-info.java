/**
 * The {@code ssh:} endpoint of the routes, on pooled Apache MINA sessions, and the door to the servers that goes through it.
 * Read {@link dev.trikk.remote.ssh.RouteOnServer} first, then {@link dev.trikk.remote.ssh.SshSessions}.
 * May depend on {@code remote}, {@code inventory}, Camel and MINA sshd.
 */
package dev.trikk.remote.ssh;
