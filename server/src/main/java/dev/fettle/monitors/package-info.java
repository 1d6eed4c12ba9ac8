/**
 * Monitors of jobs: the consumer that keeps their check-ins. Owns {@code cron_monitor}, {@code
 * cron_monitor_environment}, {@code check_in}. Depends on ingest, items, projects (names), platform
 * and core.
 */
@NullMarked
package dev.fettle.monitors;

import org.jspecify.annotations.NullMarked;
