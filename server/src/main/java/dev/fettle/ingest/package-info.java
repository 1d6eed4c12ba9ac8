/**
 * Intake: from the client's request to items in the hands of the features that keep them.
 *
 * <p>Admission, the durable intake log, and the digest that reads it in batches and writes each
 * batch with the log position in one transaction. Owns {@code intake_position}, {@code
 * outcome_hour} and {@code set_aside_item}; publishes the {@link dev.fettle.ingest.ItemConsumer}
 * SPI; depends on projects.
 */
@NullMarked
package dev.fettle.ingest;

import org.jspecify.annotations.NullMarked;
