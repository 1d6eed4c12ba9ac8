package dev.fettle.core.envelope;

/**
 * Why an item is not kept.
 *
 * @param reason the named reason
 * @param quantity how many units of its category are lost with it
 * @param detail cause with the limit
 */
public record ItemRefusal(EnvelopeProblem.Kind reason, int quantity, String detail) {

  /** Stands in the header of an item whose payload was refused before it was written anywhere. */
  static final String HEADER_FIELD = "fettle_refused";
}
