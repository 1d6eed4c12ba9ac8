/** Tests of passwords. */
@NullMarked
package dev.fettle.platform.crypto;

import org.jspecify.annotations.NullMarked;
