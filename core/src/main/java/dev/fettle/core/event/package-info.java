/**
 * The normalised event: JSON of any client in, one shape out.
 *
 * <p>{@link dev.fettle.core.event.EventNormalizer} is the entry. Lenient without losses: a field
 * that cannot be understood is dropped and listed in {@code errors}, the event itself is kept as
 * long as it is a JSON object.
 *
 * <p>Pure: owns no tables, depends on {@code dev.fettle.core} only.
 */
@NullMarked
package dev.fettle.core.event;

import org.jspecify.annotations.NullMarked;
