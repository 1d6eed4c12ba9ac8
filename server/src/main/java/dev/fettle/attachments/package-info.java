/**
 * Files that come with events: the consumer that keeps them; their contents are blobs. Owns {@code
 * event_attachment}. Depends on items, projects (names), platform and core.
 */
@NullMarked
package dev.fettle.attachments;

import org.jspecify.annotations.NullMarked;
