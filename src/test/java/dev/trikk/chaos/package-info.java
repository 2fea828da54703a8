/**
 * Trikk's worst days, made on purpose: daemons, a broker and a fleet, what goes wrong with them by a seeded chance, and a
 * checker that looks at what is left. Read {@link dev.trikk.chaos.Schedule} first, then {@link dev.trikk.chaos.Checker}.
 * May know everything, but the checker reads only what an outsider could: files, tables, mails, and the balancers' logs.
 */
package dev.trikk.chaos;
