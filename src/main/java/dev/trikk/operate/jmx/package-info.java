/** What operators see, and may do, over JMX. Read {@link dev.trikk.operate.jmx.Beans} first. */
package dev.trikk.operate.jmx;
