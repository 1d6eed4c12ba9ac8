/** Tests of contents on a real database, real folders and a real S3 server. */
@NullMarked
package dev.fettle.platform.blobs;

import org.jspecify.annotations.NullMarked;
