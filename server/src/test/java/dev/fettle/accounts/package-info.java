/** Tests of accounts: over HTTP, and of the rules below it. */
@NullMarked
package dev.fettle.accounts;

import org.jspecify.annotations.NullMarked;
