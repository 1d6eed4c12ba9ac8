/**
 * Which issue an event belongs to, and how that issue is called: hashes, title, culprit, metadata.
 *
 * <p>{@link dev.fettle.core.grouping.Grouping} is the entry and its Javadoc the list of rules.
 * Pure: owns no tables, depends on {@code dev.fettle.core.event}.
 */
@NullMarked
package dev.fettle.core.grouping;

import org.jspecify.annotations.NullMarked;
