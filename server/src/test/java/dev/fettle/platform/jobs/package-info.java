/** Tests of the jobs that every feature's tables share. */
@NullMarked
package dev.fettle.platform.jobs;

import org.jspecify.annotations.NullMarked;
