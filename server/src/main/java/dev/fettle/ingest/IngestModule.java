package dev.fettle.ingest;

import dev.fettle.digest.Digests;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.LogLimits;
import dev.fettle.outcomes.IntakeMeters;
import dev.fettle.outcomes.RefusalCounter;
import dev.fettle.outcomes.SpikeGuard;
import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.http.TrustedProxies;
import dev.fettle.platform.time.Ids;
import dev.fettle.platform.work.BodyPatience;
import dev.fettle.platform.work.MemoryBudget;
import dev.fettle.platform.work.WorkPool;
import dev.fettle.projects.ProjectKeys;
import dev.fettle.protection.Protection;
import dev.fettle.protection.RateLimits;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the intake: what stands between a client's connection and the log. */
@Configuration(proxyBeanMethods = false)
public class IngestModule {

  private static final int NO_LIMIT = -1;

  @Bean
  IngestLimits ingestLimits(Settings settings, DataFolder data) {
    return IngestLimits.from(settings, data.folder("bodies"));
  }

  @Bean
  LogLimits logLimits(IngestLimits limits) {
    return new LogLimits(limits.bodyBytes(), limits.logBytes(), limits.diskFloorBytes() / 4);
  }

  @Bean
  Admission admission(
      ProjectKeys keys, Protection protection, RateLimits rateLimits, SpikeGuard spikes, Ids ids) {
    return new Admission(keys, protection, rateLimits, spikes, ids::chance);
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
      IntakeMeters meters,
      ObjectProvider<Door> ofFeatures) {
    meters.watch(digests::backlog, memory);
    List<Door> doors =
        Stream.concat(
                Stream.of(
                    new SecurityDoor(),
                    new MinidumpDoor(),
                    new OtlpDoor(OtlpDoor.Signal.TRACES),
                    new OtlpDoor(OtlpDoor.Signal.LOGS)),
                ofFeatures.orderedStream())
            .toList();
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
}
