/**
 * Spans that are sent on their own, names and durations of transactions.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} and {@code core.event} only.
 */
@NullMarked
package dev.fettle.core.trace;

import org.jspecify.annotations.NullMarked;
