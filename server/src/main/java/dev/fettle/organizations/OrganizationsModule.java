package dev.fettle.organizations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds organizations, members and teams. */
@Configuration(proxyBeanMethods = false)
public class OrganizationsModule {

  @Bean
  Memberships memberships(JdbcClient jdbc) {
    return new Memberships(new MembershipStore(jdbc));
  }
}
