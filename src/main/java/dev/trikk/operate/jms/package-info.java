/** Asks an ActiveMQ broker for its statistics. Read {@link dev.trikk.operate.jms.BrokerStatistics} first. */
package dev.trikk.operate.jms;
