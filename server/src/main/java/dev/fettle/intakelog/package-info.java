/**
 * The durable intake log: records in, records out, in order and by position.
 *
 * <p>A request is acknowledged when its record is on disk ({@link dev.fettle.intakelog.FairLog}) or
 * with the brokers ({@link dev.fettle.intakelog.KafkaLog}). What a record says is for its writer
 * and its reader; the log only keeps it. Owns the folder {@code intake}.
 */
@NullMarked
package dev.fettle.intakelog;

import org.jspecify.annotations.NullMarked;
