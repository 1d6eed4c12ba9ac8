/**
 * Logs and metrics: the consumers that store and count them. Owns {@code log_entry}, {@code
 * log_hour}, {@code metric}, {@code metric_hour}, {@code metric_entry}. Depends on items, projects
 * (names), platform and core.
 */
@NullMarked
package dev.fettle.logs;

import org.jspecify.annotations.NullMarked;
