/**
 * What people say about what went wrong: crash reports of the dialog and feedback of forms. Owns
 * {@code user_feedback}. Depends on issues (names, the issue of an event), ingest, platform and
 * core.
 */
@NullMarked
package dev.fettle.feedback;

import org.jspecify.annotations.NullMarked;
