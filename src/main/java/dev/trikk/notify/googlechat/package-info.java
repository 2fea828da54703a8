/**
 * Tells in Google Chat. Read {@link dev.trikk.notify.googlechat.GoogleChatWebhook} first.
 * May depend on its feature, feature roots and Jackson.
 */
package dev.trikk.notify.googlechat;
