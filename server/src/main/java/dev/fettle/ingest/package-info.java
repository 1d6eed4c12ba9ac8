/**
 * Intake: from the client's request to items in the hands of the features that keep them.
 *
 * <p>Admission, the durable intake log, and the digest that reads it in batches and writes each
 * batch with the log position in one transaction. Owns {@code intake_position}, {@code
 * outcome_hour}, {@code set_aside_item} and {@code project_spike}; publishes the {@link
 * dev.fettle.ingest.ItemConsumer} SPI; depends on protection and projects.
 *
 * <p>The addresses clients send to; no route of the management API, so no golden file lists them.
 * Each may end in a slash.
 *
 * <ul>
 *   <li>{@code POST /api/N/envelope}, {@code POST /tunnel}: envelopes
 *   <li>{@code POST /api/N/store}: one event as JSON, what clients of before 2020 send
 *   <li>{@code POST /api/N/security}: reports of browsers ({@link dev.fettle.ingest.SecurityDoor})
 *   <li>{@code POST /api/N/minidump}: crashes of native programs ({@link
 *       dev.fettle.ingest.MinidumpDoor})
 *   <li>{@code GET|POST /api/N/cron/SLUG/KEY}: check-ins ({@link dev.fettle.ingest.CheckInDoor})
 *   <li>{@code POST /api/N/integration/otlp/v1/traces} and {@code …/logs}: OpenTelemetry ({@link
 *       dev.fettle.ingest.OtlpDoor})
 *   <li>{@code GET|POST /api/embed/error-page}: the crash-report dialog ({@link
 *       dev.fettle.ingest.ReportDialogDoor})
 * </ul>
 */
@NullMarked
package dev.fettle.ingest;

import org.jspecify.annotations.NullMarked;
