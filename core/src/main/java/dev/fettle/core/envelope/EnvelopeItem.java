package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;

/**
 * One item of an envelope.
 *
 * @param header its header line
 * @param payload its bytes, a slice of the request body; can be empty
 */
public record EnvelopeItem(ItemHeader header, ByteSlice payload) {
  public ItemType type() {
    return header.type();
  }
}
