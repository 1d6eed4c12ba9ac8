/** Kit of the core tests: recorded traffic, golden files, seeded generators. */
@NullMarked
package dev.fettle.core.testing;

import org.jspecify.annotations.NullMarked;
