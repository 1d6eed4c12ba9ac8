/** Tests of what everybody shares. */
@NullMarked
package dev.fettle.platform.work;

import org.jspecify.annotations.NullMarked;
