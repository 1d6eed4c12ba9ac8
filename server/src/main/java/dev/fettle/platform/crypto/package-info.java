/** Passwords and the hashes of secrets. Owns no table. */
@NullMarked
package dev.fettle.platform.crypto;

import org.jspecify.annotations.NullMarked;
