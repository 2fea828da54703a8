/**
 * The form in which events travel over queues. Read {@link dev.trikk.event.json.EventJson} first.
 * May depend on its feature and Jackson.
 */
package dev.trikk.event.json;
