/**
 * Logs and metrics: from the payloads of SDKs and OpenTelemetry to records.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} and {@code core.event} only.
 */
@NullMarked
package dev.fettle.core.log;

import org.jspecify.annotations.NullMarked;
