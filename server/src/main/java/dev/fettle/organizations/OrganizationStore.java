package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of organizations. Thread-safe. */
final class OrganizationStore {

  private static final String COLUMNS =
      "SELECT o.id, o.name, o.slug, o.created_at, o.is_accepting_events, o.open_membership,"
          + " o.scrub_ip_addresses\n";

  private static final String OF_ACCOUNT =
      COLUMNS
          + """
          FROM organization_member m
          JOIN organization o ON o.id = m.organization_id
          WHERE m.account_id = :accountId
          """;

  static final String GET = COLUMNS + "FROM organization o\nWHERE o.id = :id\n";

  static final String LIST_IDS = COLUMNS + "FROM organization o\nWHERE o.id = ANY (:ids)\n";

  static final String LIST_AFTER =
      OF_ACCOUNT
          + """
          AND (o.name, o.id) > (:name, :id)
          ORDER BY o.name, o.id
          LIMIT :fetch
          """;

  static final String LIST_BEFORE =
      OF_ACCOUNT
          + """
          AND (o.name, o.id) < (:name, :id)
          ORDER BY o.name DESC, o.id DESC
          LIMIT :fetch
          """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM organization_member WHERE account_id = :accountId LIMIT 1000) AS counted
      """;

  static final String ANY = "SELECT EXISTS (SELECT 1 FROM organization)\n";

  static final String INSERT =
      """
      INSERT INTO organization (name, slug, created_at)
      VALUES (:name, :slug, :now)
      ON CONFLICT (slug) DO NOTHING
      RETURNING id
      """;

  static final String RENAME =
      """
      UPDATE organization
      SET name = :name
      WHERE id = :id
      """;

  static final String SCRUB_IP_ADDRESSES =
      """
      UPDATE organization
      SET scrub_ip_addresses = :scrub
      WHERE id = :id
      """;

  /** Held by whoever changes who owns the organization, so that one owner always remains. */
  static final String LOCK =
      """
      SELECT id
      FROM organization
      WHERE id = :id
      FOR UPDATE
      """;

  /**
   * Nobody is a member afterwards, so nobody can reach it, and its slug is free; what belongs to it
   * is removed in the background.
   */
  static final String DELETE =
      """
      UPDATE organization
      SET slug = '_deleted-' || id, is_accepting_events = false, deleted_at = :now
      WHERE id = :id
      """;

  static final String DELETE_MEMBERS =
      """
      DELETE FROM organization_member
      WHERE organization_id = :id
      """;

  private final JdbcClient jdbc;

  OrganizationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Organization> get(OrganizationId id) {
    return jdbc.sql(GET).param("id", id.value()).query(OrganizationStore::read).optional();
  }

  List<Organization> list(Collection<OrganizationId> ids) {
    return jdbc.sql(LIST_IDS)
        .param("ids", ids.stream().map(OrganizationId::value).toArray(Long[]::new))
        .query(OrganizationStore::read)
        .list();
  }

  List<Organization> listAfter(AccountId accountId, String name, long id, int fetch) {
    return list(LIST_AFTER, accountId, name, id, fetch);
  }

  List<Organization> listBefore(AccountId accountId, String name, long id, int fetch) {
    return list(LIST_BEFORE, accountId, name, id, fetch);
  }

  long count(AccountId accountId) {
    return jdbc.sql(COUNT).param("accountId", accountId.value()).query(Long.class).single();
  }

  boolean any() {
    return jdbc.sql(ANY).query(Boolean.class).single();
  }

  /** The new organization's id, or nothing when the slug is taken. */
  Optional<OrganizationId> insert(String name, String slug, Instant now) {
    return jdbc.sql(INSERT)
        .param("name", name)
        .param("slug", slug)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional()
        .map(OrganizationId::new);
  }

  void rename(OrganizationId id, String name) {
    jdbc.sql(RENAME).param("id", id.value()).param("name", name).update();
  }

  void scrubIpAddresses(OrganizationId id, boolean scrub) {
    jdbc.sql(SCRUB_IP_ADDRESSES).param("id", id.value()).param("scrub", scrub).update();
  }

  void lock(OrganizationId id) {
    jdbc.sql(LOCK).param("id", id.value()).query(Long.class).optional();
  }

  void delete(OrganizationId id, Instant now) {
    jdbc.sql(DELETE).param("id", id.value()).param("now", Timestamp.from(now)).update();
    jdbc.sql(DELETE_MEMBERS).param("id", id.value()).update();
  }

  private List<Organization> list(
      String sql, AccountId accountId, String name, long id, int fetch) {
    return jdbc.sql(sql)
        .param("accountId", accountId.value())
        .param("name", name)
        .param("id", id)
        .param("fetch", fetch)
        .query(OrganizationStore::read)
        .list();
  }

  private static Organization read(ResultSet rows, int index) throws SQLException {
    return new Organization(
        new OrganizationId(rows.getLong("id")),
        rows.getString("name"),
        rows.getString("slug"),
        rows.getTimestamp("created_at").toInstant(),
        rows.getBoolean("is_accepting_events"),
        rows.getBoolean("open_membership"),
        rows.getBoolean("scrub_ip_addresses"));
  }
}
