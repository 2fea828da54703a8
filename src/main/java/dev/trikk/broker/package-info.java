/**
 * The embedded broker.
 *
 * <p>Read {@link dev.trikk.broker.Broker} first. May depend on java.* and ActiveMQ.
 */
package dev.trikk.broker;
