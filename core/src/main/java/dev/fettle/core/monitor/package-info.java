/**
 * Check-ins of jobs and what they say about their schedule.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.monitor;

import org.jspecify.annotations.NullMarked;
