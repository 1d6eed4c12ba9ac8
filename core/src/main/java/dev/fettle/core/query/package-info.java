/**
 * The search language of every list: text to a tree with positions, and back. What a key means is
 * the feature's business; that nothing is guessed or left out on the way is this package's.
 *
 * <p>Pure: owns no tables, depends on the JDK only.
 */
@NullMarked
package dev.fettle.core.query;

import org.jspecify.annotations.NullMarked;
