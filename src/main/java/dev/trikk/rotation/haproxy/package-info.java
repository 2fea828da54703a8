/**
 * Rotation by HAProxy's runtime API, over TCP or a unix socket. Read {@link
 * dev.trikk.rotation.haproxy.HaproxyBalancer} first. May depend on {@code rotation} and {@code java.*}.
 */
package dev.trikk.rotation.haproxy;
