package dev.fettle.platform.db;

import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds the database: {@code DATABASE_URL} when it is set, else the embedded server in the data
 * folder.
 */
@Configuration(proxyBeanMethods = false)
public class DatabaseModule {

  /** Closed after the pool, because the pool depends on it. */
  @Bean
  DatabaseServer databaseServer(Settings settings, DataFolder data)
      throws IOException, InterruptedException {
    var url =
        settings.secret(
            "DATABASE_URL",
            "External PostgreSQL 14+ as postgres://user:password@host:5432/database; unset: the embedded one.");
    return url == null
        ? DatabaseServer.embedded(EmbeddedPostgres.start(data.path()))
        : DatabaseServer.external(DatabaseAddress.parse(url));
  }

  @Bean(destroyMethod = "close")
  ConnectionPools dataSource(DatabaseServer server, Settings settings) {
    int connections =
        settings.integer(
            "FETTLE_DATABASE_CONNECTIONS",
            10,
            3,
            200,
            "Connections this process keeps at most: half of them, up to 6, for people, the rest for the intake, the digest and the background.");
    int seconds =
        settings.integer(
            "FETTLE_STATEMENT_SECONDS",
            5,
            1,
            600,
            "How long one statement may run for a person who waits, in seconds.");
    var pools = new ConnectionPools(server.address(), connections, Duration.ofSeconds(seconds));
    Migrations.apply(pools);
    return pools;
  }

  @Bean
  DatabasePulse databasePulse(DataSource dataSource) {
    return new DatabasePulse(dataSource);
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  @Bean
  PartitionStore partitionStore(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    return new PartitionStore(jdbc, transactionManager);
  }

  @Bean
  TableCopy tableCopy(DataSource dataSource) {
    return new TableCopy(dataSource);
  }

  /** What all features declare of their tables. */
  @Bean
  Retention.All retention(ObjectProvider<Retention> features) {
    return Retention.All.of(features.orderedStream());
  }

  @Bean
  TablePurge tablePurge(JdbcClient jdbc, InstantSource clock) {
    return new TablePurge(jdbc, clock);
  }

  @Bean
  Erasure erasure(JdbcClient jdbc, PartitionStore partitions, Retention.All retention) {
    return new Erasure(jdbc, partitions, retention);
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager transactionManager) {
    return new TransactionTemplate(transactionManager);
  }
}
