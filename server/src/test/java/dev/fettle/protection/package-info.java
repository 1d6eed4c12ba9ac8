/** Tests of the protection of projects. */
@NullMarked
package dev.fettle.protection;

import org.jspecify.annotations.NullMarked;
