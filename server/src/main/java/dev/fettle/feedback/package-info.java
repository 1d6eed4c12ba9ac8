/**
 * What people say about what went wrong: crash reports of the dialog and feedback of forms. Owns
 * {@code user_feedback}. Depends on issues (the issue of an event), ingest, items, projects
 * (names), platform and core.
 */
@NullMarked
package dev.fettle.feedback;

import org.jspecify.annotations.NullMarked;
