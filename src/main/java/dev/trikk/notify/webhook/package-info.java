/**
 * Tells any system that takes JSON over HTTP, signed. Read {@link dev.trikk.notify.webhook.Webhook} first.
 * May depend on its feature, feature roots and javax.crypto.
 */
package dev.trikk.notify.webhook;
