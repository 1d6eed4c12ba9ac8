/**
 * Takes secrets out of JSON before it is written anywhere: one pass over the bytes, nothing parsed
 * into a tree, nothing copied when there is nothing to hide.
 */
@NullMarked
package dev.fettle.core.scrub;

import org.jspecify.annotations.NullMarked;
