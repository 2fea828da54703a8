/**
 * Rotation by a Cisco ACE, in XML over HTTPS or by its command line over SSH. Read {@link
 * dev.trikk.rotation.ace.AceBalancer} first. May depend on {@code rotation}, the port {@code http}, {@code java.*} and MINA sshd.
 */
package dev.trikk.rotation.ace;
