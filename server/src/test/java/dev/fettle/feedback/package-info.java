/** Tests of reports and feedback, over HTTP and a real database. */
@NullMarked
package dev.fettle.feedback;

import org.jspecify.annotations.NullMarked;
