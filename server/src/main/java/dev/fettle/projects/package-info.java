/**
 * Projects and the keys (DSNs) events are sent with. Owns {@code project}, {@code team_project},
 * {@code project_key}, {@code deletion_job}. Depends on organizations, accounts and platform.
 */
@NullMarked
package dev.fettle.projects;

import org.jspecify.annotations.NullMarked;
