/**
 * Numbers of what the product keeps, each of a type of its own: where two stand beside each other,
 * the compiler tells them apart. A path that copies rows or records by the thousand has bare
 * numbers; they are unwrapped by {@code value()} where SQL, JSON or such a path begins.
 */
@NullMarked
package dev.fettle.core.id;

import org.jspecify.annotations.NullMarked;
