/**
 * What leaves the house because of a change: written in the transaction of the change ({@link
 * dev.fettle.platform.outbox.Outbox}), delivered after it at least once by the {@link
 * dev.fettle.platform.outbox.Courier} of a channel. Owns {@code outbox_message}.
 */
@NullMarked
package dev.fettle.platform.outbox;

import org.jspecify.annotations.NullMarked;
