/** Tests of projects and their keys. */
@NullMarked
package dev.fettle.projects;

import org.jspecify.annotations.NullMarked;
