/**
 * Issue events and the issues they are grouped into: the consumer that stores them, the counters
 * every page reads, and the API over both. Owns {@code issue}, {@code issue_hash}, {@code
 * issue_user}, {@code issue_user_sketch}, {@code issue_hour}, {@code issue_tag}, {@code
 * issue_tag_hash}, {@code issue_text}, {@code issue_trend_hour}, {@code issue_trend_day}, {@code
 * issue_activity}, {@code event}; moves {@code project.next_short_id}. Depends on items, live,
 * payloads, projects, organizations, platform and core.
 */
@NullMarked
package dev.fettle.issues;

import org.jspecify.annotations.NullMarked;
