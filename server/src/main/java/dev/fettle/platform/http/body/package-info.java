/**
 * Reads request bodies into records and says what is wrong with them, field by field, in the form
 * GlitchTip's clients know. Owns no table; depends on {@code platform.http} only.
 */
@NullMarked
package dev.fettle.platform.http.body;

import org.jspecify.annotations.NullMarked;
