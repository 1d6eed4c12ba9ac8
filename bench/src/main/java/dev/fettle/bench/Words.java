package dev.fettle.bench;

import java.util.List;

/** Names and sentences of one issue; the same issue always gets the same ones. */
final class Words {

  private static final List<String> VERBS =
      List.of(
          "charge",
          "refund",
          "reserve",
          "release",
          "render",
          "resize",
          "notify",
          "archive",
          "import",
          "export",
          "validate",
          "schedule",
          "publish",
          "merge",
          "rotate",
          "verify",
          "compress",
          "forward",
          "translate",
          "reconcile");
  private static final List<String> NOUNS =
      List.of(
          "invoice",
          "basket",
          "voucher",
          "parcel",
          "ledger",
          "account",
          "catalog",
          "picture",
          "warehouse",
          "supplier",
          "contract",
          "session",
          "address",
          "currency",
          "calendar",
          "message",
          "shipment",
          "customer",
          "subscription",
          "document");
  private static final List<String> KINDS =
      List.of("Error", "Exception", "Timeout", "Conflict", "Failure");
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1");
  private static final List<String> REGIONS =
      List.of("eu-central", "eu-north", "us-east", "ap-south");

  private final int issue;
  private long state;

  Words(int issue) {
    this.issue = issue;
    this.state = EventIds.mix(issue + 1L);
  }

  /** The issue's own words come first, so that the crash frame and the type tell issues apart. */
  String typeName() {
    return capital(VERBS.get(issue % VERBS.size()))
        + capital(NOUNS.get(issue / VERBS.size() % NOUNS.size()))
        + KINDS.get(issue % KINDS.size());
  }

  String functionName() {
    return verb() + capital(noun()) + capital(noun());
  }

  String verb() {
    return VERBS.get(number(VERBS.size()));
  }

  String noun() {
    return NOUNS.get(number(NOUNS.size()));
  }

  String userAgent() {
    return AGENTS.get(issue % AGENTS.size());
  }

  String region() {
    return REGIONS.get(issue % REGIONS.size());
  }

  String code() {
    return "    %s%s = %s.%s(%s, %d)"
        .formatted(verb(), capital(noun()), noun(), functionName(), noun(), number(1000));
  }

  /** About that many characters. */
  String sentence(int length) {
    var text = new StringBuilder(Math.max(length, 0) + 16);
    while (text.length() < length) {
      text.append(verb()).append(' ').append(noun()).append(' ').append(number(10_000)).append(' ');
    }
    text.setLength(Math.max(length, 0));
    return text.toString();
  }

  int number(int bound) {
    state = EventIds.mix(state + 0x9E3779B97F4A7C15L);
    return (int) Long.remainderUnsigned(state, bound);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
