/**
 * Files that come with events: the consumer that keeps them, and their content in the data folder.
 * Owns {@code event_attachment}, {@code attachment_file} and the folder {@code attachments}.
 * Depends on issues (names), ingest, platform and core.
 */
@NullMarked
package dev.fettle.attachments;

import org.jspecify.annotations.NullMarked;
