/**
 * Large bytes, named after their content: kept by {@link dev.fettle.platform.blobs.Blobs} in a
 * {@link dev.fettle.platform.blobs.Vault}, a folder of the data folder or a bucket of S3. Who
 * refers to them are rows of features, which declare where ({@link
 * dev.fettle.platform.blobs.BlobHolder}); what nobody refers to is removed by the job {@code
 * blobs}. Owns {@code blob} and the folder {@code blobs}.
 */
@NullMarked
package dev.fettle.platform.blobs;

import org.jspecify.annotations.NullMarked;
