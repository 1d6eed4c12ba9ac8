/** Tests of attachments, over HTTP and a real database. */
@NullMarked
package dev.fettle.attachments;

import org.jspecify.annotations.NullMarked;
