/**
 * What the digest hands to the features that keep it: an item of an envelope, and what became of
 * it.
 *
 * <p>Publishes the {@link dev.fettle.items.ItemConsumer} SPI: a feature that keeps a kind of item
 * is one bean of it. Owns no table and knows no feature.
 */
@NullMarked
package dev.fettle.items;

import org.jspecify.annotations.NullMarked;
