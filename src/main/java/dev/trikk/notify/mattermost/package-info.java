/**
 * Tells in Mattermost. Read {@link dev.trikk.notify.mattermost.MattermostWebhook} first.
 * May depend on its feature, feature roots and Jackson.
 */
package dev.trikk.notify.mattermost;
