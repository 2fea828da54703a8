/**
 * Who gets traffic: the members of a load balancer's pool, and the rules for taking one out. Read {@link
 * dev.trikk.rotation.LoadBalancer} first. Pure: imports {@code java.*} only; the load balancers themselves are spoken
 * to by the packages below it, each named by its technology.
 */
package dev.trikk.rotation;
