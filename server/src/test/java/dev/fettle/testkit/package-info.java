/** What tests share: a real database, a running server, the people in it. */
@NullMarked
package dev.fettle.testkit;

import org.jspecify.annotations.NullMarked;
