/** What everybody shares: memory for what is received, threads for what needs a processor. */
@NullMarked
package dev.fettle.platform.work;

import org.jspecify.annotations.NullMarked;
