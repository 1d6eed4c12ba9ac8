package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConnectionPoolsDbTest {

  private TestDatabase database;
  private ConnectionPools pools;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    pools = new ConnectionPools(database.address(), 7, Duration.ofMillis(300));
  }

  @AfterEach
  void close() {
    ConnectionPools.endOfRequest();
    pools.close();
    database.close();
  }

  private String show(String setting) {
    return JdbcClient.create(pools).sql("SHOW " + setting).query(String.class).single();
  }

  @Test
  void a_persons_statement_is_cancelled_at_the_limit_and_the_connection_goes_on() {
    ConnectionPools.beginOfRequest();
    var jdbc = JdbcClient.create(pools);
    assertThatThrownBy(() -> jdbc.sql("SELECT pg_sleep(60)").query((row, _) -> 1).list())
        .isInstanceOf(QueryTimeoutException.class);
    assertThat(jdbc.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void the_background_has_no_limit() {
    assertThat(show("statement_timeout")).isEqualTo("0");
    ConnectionPools.beginOfRequest();
    assertThat(show("statement_timeout")).isEqualTo("300ms");
  }

  @Test
  void limits_that_somebody_gave_the_database_end_no_work_of_the_background() {
    database
        .jdbc()
        .sql(
            """
            DO $$
            BEGIN
              EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1000', current_database());
              EXECUTE format('ALTER DATABASE %I SET lock_timeout = 1000', current_database());
            END
            $$
            """)
        .update();
    try (var later = new ConnectionPools(database.address(), 3, Duration.ofMillis(300))) {
      var jdbc = JdbcClient.create(later);
      assertThat(List.of("statement_timeout", "lock_timeout"))
          .allSatisfy(setting ->
              assertThat(jdbc.sql("SHOW " + setting).query(String.class).single()).isEqualTo("0"));
    }
  }

  @Test
  void nobody_uses_a_generic_plan() {
    assertThat(show("plan_cache_mode")).isEqualTo("force_custom_plan");
    ConnectionPools.beginOfRequest();
    assertThat(show("plan_cache_mode")).isEqualTo("force_custom_plan");
  }

  @Test
  void people_who_hold_all_their_connections_leave_the_digest_its_own() throws SQLException {
    ConnectionPools.beginOfRequest();
    List<Connection> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      held.add(pools.getConnection());
    }
    ConnectionPools.endOfRequest();
    assertThat(show("application_name")).isEqualTo("fettle-work");
    for (var connection : held) {
      connection.close();
    }
  }
}
