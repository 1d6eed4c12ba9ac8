/** Tests of logs and metrics, over HTTP and a real database. */
@NullMarked
package dev.fettle.logs;

import org.jspecify.annotations.NullMarked;
