/** Tests of transactions and spans, over HTTP and a real database. */
@NullMarked
package dev.fettle.performance;

import org.jspecify.annotations.NullMarked;
