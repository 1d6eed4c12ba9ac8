/**
 * Projects, the keys (DSNs) events are sent with, and what their items name. Owns {@code project},
 * {@code team_project}, {@code project_key}, {@code environment}, {@code release}, {@code
 * release_project}, {@code deletion_job}. Depends on items, organizations and platform.
 */
@NullMarked
package dev.fettle.projects;

import org.jspecify.annotations.NullMarked;
