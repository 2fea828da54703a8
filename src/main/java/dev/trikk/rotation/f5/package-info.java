/**
 * Rotation by the iControl REST interface of F5's BIG-IP. Read {@link dev.trikk.rotation.f5.F5Balancer} first. May depend on
 * {@code rotation}, {@code http}, {@code java.*} and Jackson.
 */
package dev.trikk.rotation.f5;
