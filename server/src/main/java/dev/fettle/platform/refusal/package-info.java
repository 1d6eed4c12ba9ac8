/** What features say no with. Knows no protocol and owns no table. */
@NullMarked
package dev.fettle.platform.refusal;

import org.jspecify.annotations.NullMarked;
