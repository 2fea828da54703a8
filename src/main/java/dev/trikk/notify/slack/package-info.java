/**
 * Tells in Slack, by an incoming webhook or by the Web API. Read {@link dev.trikk.notify.slack.SlackApi} first.
 * May depend on its feature, feature roots and Jackson.
 */
package dev.trikk.notify.slack;
