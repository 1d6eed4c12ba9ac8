package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import java.util.List;

/**
 * The entries of a request.
 *
 * @param containers each {@code {"version": 2, "items": […]}}
 * @param entries in all containers
 * @param rejected how many of them nobody can keep: spans without their ids. They are in the
 *     containers all the same, so that whoever keeps spans counts them
 */
public record OtlpBatch(List<Container> containers, int entries, int rejected) {

  /** One container of so many entries. */
  public record Container(int count, ByteSlice payload) {}

  public OtlpBatch {
    containers = List.copyOf(containers);
  }
}
