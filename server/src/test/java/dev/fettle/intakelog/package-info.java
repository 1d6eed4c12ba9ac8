/**
 * Tests of the intake: the log's contract kit, the door over real HTTP, the digest on a real
 * database.
 */
@NullMarked
package dev.fettle.intakelog;

import org.jspecify.annotations.NullMarked;
