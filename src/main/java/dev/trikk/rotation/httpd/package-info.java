/**
 * Rotation by the balancer-manager of Apache httpd. Read {@link dev.trikk.rotation.httpd.HttpdBalancer} first. May depend on
 * {@code rotation}, {@code http} and {@code java.*}.
 */
package dev.trikk.rotation.httpd;
