/**
 * Tells in Microsoft Teams. Read {@link dev.trikk.notify.teams.TeamsWorkflow} first.
 * May depend on its feature, feature roots and Jackson.
 */
package dev.trikk.notify.teams;
