/**
 * A stand-in for a Cisco ACE, which nobody can run: both its interfaces over one state, in front of real traffic. Used by {@code
 * trikk demo --balancer=ace} and by the tests. Read {@link dev.trikk.demo.ace.AceStandIn} first. It refuses what it does not know.
 */
package dev.trikk.demo.ace;
