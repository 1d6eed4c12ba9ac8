/** Tests of the outbox. */
@NullMarked
package dev.fettle.platform.outbox;

import org.jspecify.annotations.NullMarked;
