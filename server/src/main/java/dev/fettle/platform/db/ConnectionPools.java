package dev.fettle.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Two pools behind one data source: what a person waits for takes a connection of one, the intake,
 * the digest and everything in the background of the other. However many searches run, events go on
 * being stored; however many events arrive, people are answered.
 *
 * <p>A person's statement is cancelled by PostgreSQL after the time limit. No connection ever uses
 * a generic plan: those do not know how frequent a tag's value is, and one of them read for minutes
 * what takes milliseconds.
 */
public final class ConnectionPools extends AbstractRoutingDataSource implements AutoCloseable {

  /**
   * Of people: half of all, but never more. The rest is the background's, where each partition of
   * the log that this node digests holds one.
   */
  private static final int MOST_PEOPLE = 6;

  private static final String CUSTOM_PLANS = "SET plan_cache_mode = force_custom_plan";

  /** With a limit that a role or database has, a digest would try the same for ever. */
  private static final String NO_LIMITS =
      "; SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0";

  private static final ThreadLocal<Boolean> PEOPLE = ThreadLocal.withInitial(() -> false);

  private enum Pool {
    PEOPLE,
    WORK
  }

  private final HikariDataSource people;
  private final HikariDataSource work;

  /**
   * Opens the pools.
   *
   * @param connections of both together, at least 3
   * @param limit of one statement of a person
   */
  ConnectionPools(DatabaseAddress address, int connections, Duration limit) {
    int answering = Math.min(connections / 2, MOST_PEOPLE);
    people =
        new HikariDataSource(
            pool(
                address,
                "people",
                answering,
                CUSTOM_PLANS + "; SET statement_timeout = " + limit.toMillis()));
    work =
        new HikariDataSource(
            pool(address, "work", connections - answering, CUSTOM_PLANS + NO_LIMITS));
    setTargetDataSources(Map.of(Pool.PEOPLE, people, Pool.WORK, work));
    afterPropertiesSet();
  }

  private static HikariConfig pool(
      DatabaseAddress address, String name, int connections, String first) {
    var config = new HikariConfig();
    config.setPoolName("fettle-" + name);
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setIdleTimeout(60_000);
    config.setConnectionInitSql(first);
    config.addDataSourceProperty("ApplicationName", "fettle-" + name);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  /** From here on this thread works for a person, until {@link #endOfRequest}. */
  public static void beginOfRequest() {
    PEOPLE.set(true);
  }

  /** This thread is done with what a person waits for. */
  public static void endOfRequest() {
    PEOPLE.remove();
  }

  @Override
  protected Object determineCurrentLookupKey() {
    return PEOPLE.get() ? Pool.PEOPLE : Pool.WORK;
  }

  @Override
  public void close() {
    people.close();
    work.close();
  }
}
