/**
 * Issue events and the issues they are grouped into: the consumer that stores them, the counters
 * <<<<<<< HEAD every page reads, the API over both, and live updates. Owns {@code environment},
 * {@code release}, {@code release_project}, {@code issue}, {@code issue_hash}, {@code issue_user},
 * {@code issue_user_sketch}, {@code issue_hour}, {@code issue_tag}, {@code issue_tag_hash}, {@code
 * issue_text}, {@code issue_trend_hour}, {@code issue_trend_day}, {@code issue_activity}, {@code
 * event}; moves {@code project.next_short_id} and {@code project.first_event_at}. Depends on
 * ingest, projects, organizations, platform and core. ======= every page reads, and the API over
 * both. Owns {@code environment}, {@code release}, {@code release_project}, {@code issue}, {@code
 * issue_hash}, {@code issue_user}, {@code issue_user_sketch}, {@code issue_hour}, {@code
 * issue_tag}, {@code issue_tag_hash}, {@code issue_text}, {@code issue_trend_hour}, {@code
 * issue_trend_day}, {@code issue_activity}, {@code event}; moves {@code project.next_short_id} and
 * {@code project.first_event_at}. Depends on ingest, live, projects, organizations, platform and
 * core. >>>>>>> 9d954e8 (platform: declare the life of every table, remove what was deleted)
 */
@NullMarked
package dev.fettle.issues;

import org.jspecify.annotations.NullMarked;
