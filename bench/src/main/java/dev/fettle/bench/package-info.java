/**
 * Measures the built product as its users meet it: start, memory, and an open-loop load on the
 * intake. A process of its own that uses HTTP, the embedded database's port and {@code /proc};
 * depends on no class of the product and owns no table.
 */
@NullMarked
package dev.fettle.bench;

import org.jspecify.annotations.NullMarked;
