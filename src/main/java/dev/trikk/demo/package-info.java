/**
 * {@code trikk demo}: a daemon with a stand-in for the machines of a data centre, for trying Trikk out on one's own machine.
 * Read {@link dev.trikk.demo.Demo} first. May use everything; only {@code Main} may use it.
 */
package dev.trikk.demo;
