/** Long lists, page by page, by key. Knows no protocol and owns no table. */
@NullMarked
package dev.fettle.platform.paging;

import org.jspecify.annotations.NullMarked;
