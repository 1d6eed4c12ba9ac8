@NullMarked
package dev.fettle.platform.http.body;

import org.jspecify.annotations.NullMarked;
