package dev.fettle.ingest;

import dev.fettle.live.Notices;
import dev.fettle.organizations.Memberships;
import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.http.TrustedProxies;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.BodyPatience;
import dev.fettle.platform.work.MemoryBudget;
import dev.fettle.platform.work.WorkPool;
import dev.fettle.projects.ProjectKeys;
import dev.fettle.projects.Projects;
import dev.fettle.protection.Protection;
import dev.fettle.protection.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds intake, log and digest. Closing goes the other way: the server stops taking requests, then
 * log, then digest.
 */
@Configuration(proxyBeanMethods = false)
public class IngestModule {

  private static final long SEGMENT_BYTES = 32L * 1024 * 1024;
  private static final int NO_LIMIT = -1;

  @Bean
  IngestLimits ingestLimits(Settings settings, DataFolder data) {
    return IngestLimits.from(settings, data.folder("bodies"));
  }

  @Bean
  IntakeMeters intakeMeters(MeterRegistry registry) {
    return new IntakeMeters(registry);
  }

  @Bean
  DigestStore digestStore(JdbcClient jdbc, IntakeMeters meters, Notices notices) {
    return new DigestStore(jdbc, meters::countAfterCommit, notices::send);
  }

  @Bean(destroyMethod = "close")
  IntakeLog intakeLog(
      DataFolder data,
      IngestLimits limits,
      Settings settings,
      DigestStore store,
      InstantSource clock)
      throws IOException, InterruptedException {
    var kafka = KafkaOptions.from(settings, limits);
    if (kafka.isUsed()) {
      return KafkaLog.connect(kafka);
    }
    var folder = data.folder("intake");
    LogOwner.claim(folder, store.installation());
    long digested = store.position("local-0", clock.instant());
    return SegmentLog.open(folder, SEGMENT_BYTES, limits.logBytes(), digested);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Digests digests(
      DataFolder data,
      IntakeLog log,
      ObjectProvider<ItemConsumer> consumers,
      DigestStore store,
      TransactionTemplate transactions,
      Protection protection,
      InstantSource clock,
      Ids ids) {
    List<ItemConsumer> all = consumers.orderedStream().toList();
    return new Digests(
        log,
        partition ->
            new Digest(
                partition,
                InHand.open(data.folder("intake"), partition.partition()),
                new BatchReader(
                    partition.partition(),
                    all,
                    item -> new ProjectFilter(protection.ofOrDefault(item.projectId()), item)),
                store,
                transactions,
                clock,
                ids));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RefusalCounter refusalCounter(
      DigestStore store, TransactionTemplate transactions, InstantSource clock) {
    return new RefusalCounter(store, transactions, clock);
  }

  @Bean
  SetAsideRoutes setAsideRoutes(
      Memberships memberships,
      Projects projects,
      JdbcClient jdbc,
      SetAsideRetry retry,
      InstantSource clock) {
    return new SetAsideRoutes(memberships, projects, new SetAsideStore(jdbc), retry, clock);
  }

  @Bean
  SetAsideRetry setAsideRetry(
      JdbcClient jdbc,
      DigestStore digest,
      ObjectProvider<ItemConsumer> consumers,
      TransactionTemplate transactions,
      InstantSource clock) {
    return new SetAsideRetry(
        new SetAsideStore(jdbc), digest, consumers.orderedStream().toList(), transactions, clock);
  }

  @Bean
  IntakeRoutes intakeRoutes(
      Memberships memberships,
      Projects projects,
      JdbcClient jdbc,
      SpikeStore spikes,
      InstantSource clock) {
    return new IntakeRoutes(memberships, projects, new IntakeAccountStore(jdbc), spikes, clock);
  }

  @Bean
  Admission admission(
      ProjectKeys keys, Protection protection, RateLimits rateLimits, SpikeGuard spikes, Ids ids) {
    return new Admission(keys, protection, rateLimits, spikes, ids::chance);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  SpikeGuard spikeGuard(SpikeStore store, Settings settings, InstantSource clock) {
    int floor =
        settings.integer(
            "FETTLE_SPIKE_FLOOR_PER_HOUR",
            10_000,
            100,
            1_000_000_000,
            "Requests an hour of one project that are never taken for a spike.");
    return new SpikeGuard(store, floor, clock);
  }

  @Bean
  SpikeStore spikeStore(JdbcClient jdbc) {
    return new SpikeStore(jdbc);
  }

  @Bean
  IntakeWriter intakeWriter(IntakeLog log, Protection protection, InstantSource clock) {
    return new IntakeWriter(log, protection, clock);
  }

  /** For all request bodies of the process, the API's as well. */
  @Bean
  MemoryBudget memoryBudget(IngestLimits limits) {
    return new MemoryBudget(limits.memoryBytes());
  }

  @Bean
  IncomingBody.Shared incomingBodies(
      IngestLimits limits, MemoryBudget memory, WorkPool workPool, BodyPatience patience) {
    return new IncomingBody.Shared(limits, memory, workPool, patience);
  }

  @Bean
  Intake intake(
      Admission admission,
      IntakeWriter writer,
      RefusalCounter refusals,
      IncomingBody.Shared bodies,
      TrustedProxies proxies,
      InstantSource clock,
      Ids ids) {
    return new Intake(admission, writer, refusals, bodies, proxies, clock, ids);
  }

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> intakeDoor(
      Intake intake,
      Digests digests,
      IngestLimits limits,
      TrustedProxies proxies,
      MemoryBudget memory,
      IntakeMeters meters) {
    meters.watch(digests, memory);
    List<Door> doors =
        List.of(
            new SecurityDoor(),
            new MinidumpDoor(),
            new CheckInDoor(),
            new ReportDialogDoor(),
            new OtlpDoor(OtlpDoor.Signal.TRACES),
            new OtlpDoor(OtlpDoor.Signal.LOGS));
    return factory ->
        factory.addServerCustomizers(server -> {
          server.setHandler(new IntakeHandler(server.getHandler(), intake, doors));
          for (var connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector network) {
              network.setIdleTimeout(limits.idleMillis());
              ConnectionLimits.apply(network, limits, proxies);
            }
          }
          // A client that sends slowly holds a virtual thread, of which there are enough; with a
          // limit, two hundred such clients would keep everybody else out.
          if (server.getThreadPool() instanceof VirtualThreadPool threads) {
            threads.setMaxConcurrentTasks(NO_LIMIT);
          }
        });
  }

  @Bean
  Retention ingestRetention(Settings settings) {
    int outcomes =
        settings.integer(
            "FETTLE_OUTCOME_LIFE_DAYS",
            400,
            8,
            3650,
            "Days that the counts of what became of items are kept.");
    int setAside =
        settings.integer(
            "FETTLE_SET_ASIDE_LIFE_DAYS",
            30,
            1,
            3650,
            "Days that items our own code could not take are kept.");
    return Retention.of(
        TableLife.of("intake_position").kept("one row for each partition of the intake log"),
        TableLife.of("outcome_hour")
            .purged("hour", Duration.ofDays(outcomes), "FETTLE_OUTCOME_LIFE_DAYS")
            .ownedBy("project", "project_id"),
        TableLife.of("set_aside_item")
            .purged("created_at", Duration.ofDays(setAside), "FETTLE_SET_ASIDE_LIFE_DAYS")
            .ownedBy("project", "project_id"),
        TableLife.of("project_spike").kept("one row a project").ownedBy("project", "project_id"));
  }
}
