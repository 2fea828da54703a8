/**
 * A stand-in for the machines of a data centre, for trying Trikk out on one's own machine. Read {@link
 * dev.trikk.demo.DemoBalancer} first. Depends on the JDK only; nothing else may depend on it.
 */
package dev.trikk.demo;
