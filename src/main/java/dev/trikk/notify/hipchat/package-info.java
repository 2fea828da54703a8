/**
 * Tells in rooms of HipChat, which was discontinued in 2019: for servers that still run. Read {@link dev.trikk.notify.hipchat.HipChatV2}
 * first. May depend on its feature, feature roots and Jackson.
 */
package dev.trikk.notify.hipchat;
