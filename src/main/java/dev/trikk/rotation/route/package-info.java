/**
 * Rotation by route files: three verbs that somebody writes for a load balancer that Trikk has no adapter for. Read {@link
 * dev.trikk.rotation.route.RouteBalancer} first. May depend on {@code rotation}, Camel, Jackson and {@code java.*}.
 */
package dev.trikk.rotation.route;
