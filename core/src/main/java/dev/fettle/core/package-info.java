/**
 * Shared ground of the pure module: slices of bytes, identifiers, times and lenient JSON reading.
 *
 * <p>Owns no tables and depends on nothing but the JDK, the JSON parser and JSpecify. Nothing here
 * knows HTTP, SQL, a clock or a logger: bytes go in, values come out, and every failure is in the
 * signature.
 */
@NullMarked
package dev.fettle.core;

import org.jspecify.annotations.NullMarked;
