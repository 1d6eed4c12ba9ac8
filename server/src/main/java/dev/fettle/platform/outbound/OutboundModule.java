package dev.fettle.platform.outbound;

import dev.fettle.platform.config.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the way out. */
@Configuration(proxyBeanMethods = false)
public class OutboundModule {

  @Bean(destroyMethod = "close")
  OutboundHttp outboundHttp(Settings settings) {
    return new OutboundHttp(
        AddressGuard.allowing(
            settings.text(
                "FETTLE_OUTBOUND_ALLOWED_NETWORKS",
                "",
                "Private networks that checks, webhooks and other requests of ours may reach, such as 10.20.0.0/16; empty: the open internet only.")));
  }
}
