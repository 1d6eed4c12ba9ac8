/**
 * Reads the intake log in batches and writes each batch, with the position after it, in one
 * transaction; what our own code cannot take is set aside with its bytes.
 *
 * <p>Owns {@code intake_position} and {@code set_aside_item}; gives items to the consumers of
 * {@link dev.fettle.items}.
 */
@NullMarked
package dev.fettle.digest;

import org.jspecify.annotations.NullMarked;
