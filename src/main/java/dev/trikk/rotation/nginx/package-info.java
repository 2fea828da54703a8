/**
 * Rotation by nginx without its commercial API: a file with the upstream's servers, rewritten and reloaded on the balancer's
 * host. Read {@link dev.trikk.rotation.nginx.NginxBalancer} first. May depend on {@code rotation}, {@code remote}, {@code
 * inventory} and {@code java.*}.
 */
package dev.trikk.rotation.nginx;
