/** Tests of monitors of jobs, over HTTP and a real database. */
@NullMarked
package dev.fettle.monitors;

import org.jspecify.annotations.NullMarked;
