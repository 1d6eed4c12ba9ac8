/** Tests of sessions, over HTTP and a real database. */
@NullMarked
package dev.fettle.sessions;

import org.jspecify.annotations.NullMarked;
