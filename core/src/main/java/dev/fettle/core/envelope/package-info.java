/**
 * From the bytes of a request to an envelope header and items: tolerant framing, authentication
 * spellings, legacy store bodies, client reports.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} only. The rules come from traffic
 * recorded from real clients; "sdk-wire N" in a comment names the section of {@code
 * docs/knowledge/sdk-wire.md}.
 */
@NullMarked
package dev.fettle.core.envelope;

import org.jspecify.annotations.NullMarked;
