package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.http.Role;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads memberships. Thread-safe. */
final class MembershipStore {

  /** By two unique indexes: the slug's, then (organization, account). */
  static final String FIND =
      """
      SELECT m.organization_id, m.id, m.role, o.slug, o.open_membership
      FROM organization o
      JOIN organization_member m ON m.organization_id = o.id
      WHERE o.slug = :slug
        AND m.account_id = :accountId
      """;

  private final JdbcClient jdbc;

  MembershipStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Membership> find(AccountId accountId, String organizationSlug) {
    return jdbc.sql(FIND)
        .param("slug", organizationSlug)
        .param("accountId", accountId.value())
        .query((rows, _) ->
            new Membership(
                new OrganizationId(rows.getLong("organization_id")),
                rows.getString("slug"),
                rows.getBoolean("open_membership"),
                new MemberId(rows.getLong("id")),
                accountId,
                Role.of(rows.getString("role"))))
        .optional();
  }
}
