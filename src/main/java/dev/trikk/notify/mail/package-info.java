/**
 * Reports as e-mail. Read {@link dev.trikk.notify.mail.MailReport} first.
 * May depend on its feature, feature roots, Camel and camel-mail.
 */
package dev.trikk.notify.mail;
