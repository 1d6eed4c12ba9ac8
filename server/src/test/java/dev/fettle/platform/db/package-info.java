@NullMarked
package dev.fettle.platform.db;

import org.jspecify.annotations.NullMarked;
