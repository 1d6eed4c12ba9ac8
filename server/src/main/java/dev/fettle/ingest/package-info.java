/**
 * Intake: from the client's request to a record in the intake log.
 *
 * <p>Connections, bodies, admission, and the doors that turn every kind of request into envelope
 * items. A feature brings its own way in as a bean of {@link dev.fettle.ingest.Door}. Owns no
 * table.
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
 *   <li>{@code GET|POST /api/N/cron/SLUG/KEY}: check-ins (the door of {@code monitors})
 *   <li>{@code POST /api/N/integration/otlp/v1/traces} and {@code …/logs}: OpenTelemetry ({@link
 *       dev.fettle.ingest.OtlpDoor})
 *   <li>{@code GET|POST /api/embed/error-page}: the crash-report dialog (the door of {@code
 *       feedback})
 * </ul>
 */
@NullMarked
package dev.fettle.ingest;

import org.jspecify.annotations.NullMarked;
