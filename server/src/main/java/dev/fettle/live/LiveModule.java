package dev.fettle.live;

import dev.fettle.organizations.Memberships;
import dev.fettle.platform.db.DatabaseServer;
import dev.fettle.platform.http.Authenticator;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds live updates. */
@Configuration(proxyBeanMethods = false)
public class LiveModule {

  @Bean
  LiveStore liveStore(DatabaseServer server, JdbcClient jdbc) {
    return new LiveStore(server, jdbc);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Notices notices(LiveStore store) {
    return new Notices(store);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LiveUpdates liveUpdates(LiveStore store) {
    return new LiveUpdates(store);
  }

  @Bean
  LiveRoutes liveRoutes(
      Memberships memberships,
      Authenticator authenticator,
      LiveUpdates updates,
      InstantSource clock) {
    return new LiveRoutes(memberships, authenticator, updates, clock);
  }
}
