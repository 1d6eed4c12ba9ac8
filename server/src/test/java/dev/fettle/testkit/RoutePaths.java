package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Fills the variables of a route's path with the ids of Alice's real things, an issue that came in
 * by an SDK's request among them.
 */
public final class RoutePaths {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
  private static final String EVENT_ID = "0123456789abcdef0123456789abcdef";
  private static final int PATIENCE_MILLIS = 30_000;

  private final Map<String, String> values = new HashMap<>();

  public RoutePaths(World world) {
    var token = world.alice.browser().get("/api/0/api-tokens/").json().get(0);
    values.put("organization", world.organization);
    values.put("project", world.project);
    values.put("team", world.team);
    values.put("memberId", world.aliceMemberId);
    values.put("invitationId", world.aliceMemberId);
    values.put("keyId", world.publicKey.toString());
    values.put("tokenId", Long.toString(token.get("id").longValue()));
    values.put("userId", Long.toString(world.alice.id()));
    values.put("issueId", receiveIssue(world));
    values.put("shortId", world.project + "-1");
    values.put("eventId", EVENT_ID);
    values.put("name", "production");
    values.put("token", "no-such-invitation");
    values.put("itemId", setAsideItem(world));
  }

  private RoutePaths(Map<String, String> values) {
    this.values.putAll(values);
  }

  /** The same with another value for one variable. */
  public RoutePaths with(String variable, String value) {
    var paths = new RoutePaths(values);
    paths.values.put(variable, value);
    return paths;
  }

  /** What a variable stands for. */
  public String value(String variable) {
    return of("{" + variable + "}");
  }

  /** The variables of a path, in their order. */
  public static List<String> variables(String path) {
    return VARIABLE.matcher(path).results().map(result -> result.group(1)).toList();
  }

  /** The path with values in place of its variables. */
  public String of(String path) {
    return VARIABLE
        .matcher(path)
        .replaceAll(variable -> {
          var value = values.get(variable.group(1));
          if (value == null) {
            throw new AssertionError(
                "RoutePaths does not know what {%s} of %s stands for: add something of Alice's"
                    .formatted(variable.group(1), path));
          }
          return value;
        });
  }

  /** As the digest leaves an item that it could not take. */
  private static String setAsideItem(World world) {
    var id = UUID.nameUUIDFromBytes(world.organization.getBytes(StandardCharsets.UTF_8));
    world
        .server
        .jdbc()
        .sql(
            """
            INSERT INTO set_aside_item
              (id, project_id, log_partition, log_position, item_type, reason, detail, payload,
               created_at)
            VALUES (:id, :project, 'local-0', 1, 'event', 'prepare_failed', 'broken',
              convert_to('secret of Alice', 'UTF8'), now())
            """)
        .param("id", id)
        .param("project", world.projectId)
        .update();
    return id.toString();
  }

  /** Sends an event as an SDK does and waits for the digest's word that it is stored. */
  private static String receiveIssue(World world) {
    var event =
        """
        {"event_id":"%s","level":"error","environment":"production","release":"1.0",
         "exception":{"values":[{"type":"TypeError","value":"secret of Alice"}]}}
        """
            .formatted(EVENT_ID);
    var store = "/api/%d/store/?sentry_key=%s".formatted(world.projectId, world.publicKey);
    try (var connection = world.server.openConnection();
        var statement = connection.createStatement()) {
      statement.execute("LISTEN fettle_live");
      assertThat(world.server.browser().post(store, event).status()).isEqualTo(200);
      long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
      while (System.nanoTime() < deadline) {
        try (var rows =
            statement.executeQuery("SELECT id FROM issue WHERE project_id = " + world.projectId)) {
          if (rows.next()) {
            return Long.toString(rows.getLong("id"));
          }
        }
        connection.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS);
      }
      throw new AssertionError("the event was not stored within half a minute");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
