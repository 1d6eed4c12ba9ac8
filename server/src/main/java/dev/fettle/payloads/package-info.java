/**
 * Packs the bodies that are kept for weeks: Zstandard with a dictionary that is trained per
 * project, so that an event of 3 KB takes some hundred bytes.
 *
 * <p>Owns {@code payload_dictionary}; whoever keeps bodies removes the dictionaries they no longer
 * need.
 */
@NullMarked
package dev.fettle.payloads;

import org.jspecify.annotations.NullMarked;
