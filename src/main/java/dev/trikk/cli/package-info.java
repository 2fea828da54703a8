/**
 * The command line of those who use Trikk: it speaks to the daemon's HTTP API and knows nothing of how the daemon works.
 *
 * <p>Read {@link dev.trikk.cli.Cli} first, then {@link dev.trikk.cli.Commands}. May depend on picocli and on its own packages
 * for JSON, HTTP and views; not on Camel, a logger or data binding, since a command that only asks something must start in a
 * quarter of a second.
 */
package dev.trikk.cli;
