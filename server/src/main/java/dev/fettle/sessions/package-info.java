/**
 * Sessions of releases: the consumer that counts how many there were and how they ended. Owns
 * {@code session_hour}, {@code session_seen}, {@code session_user_day}. Depends on items, projects
 * (names), platform and core.
 */
@NullMarked
package dev.fettle.sessions;

import org.jspecify.annotations.NullMarked;
