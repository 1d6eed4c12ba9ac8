package dev.fettle.organizations;

import dev.fettle.core.id.MemberId;
import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.time.Ids;

/** The secret in the link of an invitation; only its hash is stored. */
record InvitationToken(String text) {

  private static final int BYTES = 32;

  static InvitationToken fresh(Ids ids) {
    return new InvitationToken(ids.urlToken(BYTES));
  }

  /** SHA-256 as hex. */
  String hash() {
    return Digests.sha256Hex(text);
  }

  /** The link of that pending member, without the product's address. */
  String path(MemberId memberId) {
    return "/accept/%s/%s".formatted(memberId, text);
  }
}
