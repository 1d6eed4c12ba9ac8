/**
 * OpenTelemetry's exporters: OTLP/HTTP requests of traces and logs, in protobuf and in JSON, as the
 * containers of spans and logs that SDKs send (sdk-wire sections 8.3, 8.6 and 16).
 *
 * <p>{@link dev.fettle.core.otlp.OtlpTraces} and {@link dev.fettle.core.otlp.OtlpLogs} are the
 * entries, {@link dev.fettle.core.otlp.OtlpAnswer} writes what exporters are told. The wire format
 * of protobuf is read by hand: this module knows no library but its JSON parser, and reading entry
 * by entry keeps a hostile request from growing in memory.
 *
 * <p>Field numbers: opentelemetry-proto 1.x, {@code trace.proto}, {@code logs.proto}, {@code
 * common.proto}. Pure: owns no tables, depends on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.otlp;

import org.jspecify.annotations.NullMarked;
