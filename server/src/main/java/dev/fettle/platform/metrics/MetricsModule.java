package dev.fettle.platform.metrics;

import dev.fettle.platform.config.Settings;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the registry every feature puts its meters in, and the page that shows them. */
@Configuration(proxyBeanMethods = false)
public class MetricsModule {

  @Bean(destroyMethod = "close")
  PrometheusMeterRegistry meterRegistry() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return registry;
  }

  @Bean
  MetricsRoutes metricsRoutes(PrometheusMeterRegistry registry, Settings settings) {
    return new MetricsRoutes(
        registry,
        settings.secret(
            "FETTLE_METRICS_TOKEN",
            "Bearer token that /metrics asks for; while none is set there is no such page."));
  }
}
