package dev.fettle.core.event;

import org.jspecify.annotations.Nullable;

/**
 * A message.
 *
 * @param formatted the text people read, parameters filled in
 * @param template the text with placeholders when parameters were given, for instance {@code User
 *     %s has %s items}
 */
public record LogEntry(String formatted, @Nullable String template) {}
