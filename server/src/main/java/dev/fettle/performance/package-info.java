/**
 * Transactions and spans: the consumer that stores them, and the counts and durations of the groups
 * they belong to. Owns {@code transaction_group}, {@code transaction_group_hour}, {@code
 * transaction_event}, {@code span_event}. Depends on items, payloads, projects (names), platform
 * and core.
 */
@NullMarked
package dev.fettle.performance;

import org.jspecify.annotations.NullMarked;
