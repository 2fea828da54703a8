package dev.trikk.inventory;

import java.util.Map;

/**
 * Who is told what happened, as the inventory describes it.
 *
 * @param name its name; its queue is {@code Consumer.NAME.VirtualTopic.trikk.events}
 * @param type which channel tells it: {@code slack}, {@code jira} and so on
 * @param settings what that channel needs, lists joined by commas; a secret is a reference, {@code env:NAME} or {@code file:/path}
 * @param audience of what it is told
 */
public record Notifier(String name, String type, Map<String, String> settings, Audience audience) {}
