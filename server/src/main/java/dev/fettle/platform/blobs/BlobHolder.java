package dev.fettle.platform.blobs;

/**
 * A feature's table whose rows refer to contents: what one of them names is not removed.
 *
 * @param column bytea, the SHA-256, with an index
 */
public record BlobHolder(String table, String column) {

  /** Refuses what is no plain name: both become part of a statement. */
  public BlobHolder {
    if (!table.matches("[a-z_]+") || !column.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException("no plain names: " + table + "." + column);
    }
  }
}
