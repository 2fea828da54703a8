/**
 * Tells other tools what runs where, as CDEvents 0.5 in CloudEvents 1.0. Read {@link dev.trikk.notify.cdevents.CdEvent} first. May
 * depend on the notify feature, what it tells of, the http feature, and Jackson.
 */
package dev.trikk.notify.cdevents;
