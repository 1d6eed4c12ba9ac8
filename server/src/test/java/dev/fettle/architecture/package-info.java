/**
 * The rules of ARCHITECTURE.md, each checked against the compiled classes; every rule asserts that
 * it saw some.
 */
@NullMarked
package dev.fettle.architecture;

import org.jspecify.annotations.NullMarked;
