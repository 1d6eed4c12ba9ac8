/** Tests of mail. */
@NullMarked
package dev.fettle.platform.mail;

import org.jspecify.annotations.NullMarked;
