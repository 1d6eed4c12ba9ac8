package dev.fettle.platform.metrics;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /metrics} in Prometheus' text format. The figures tell how much which kind of customer
 * sends, so they are not for everybody: the caller brings {@code FETTLE_METRICS_TOKEN} as a bearer
 * token. While none is set the page does not exist. Where a request comes from does not count: a
 * proxy on the same machine looks like a program on it.
 */
@RestController
final class MetricsRoutes {

  private static final String FORMAT = "text/plain;version=0.0.4;charset=utf-8";
  private static final String BEARER = "Bearer ";

  private final PrometheusMeterRegistry registry;
  private final String token;

  MetricsRoutes(PrometheusMeterRegistry registry, @Nullable String token) {
    this.registry = registry;
    this.token = token == null ? "" : token;
  }

  @GetMapping("/metrics")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<String> metrics(HttpServletRequest request) {
    if (token.isEmpty()) {
      throw ApiException.notFound();
    }
    if (!bringsToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      throw ApiException.unauthorized();
    }
    return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, FORMAT).body(registry.scrape());
  }

  private boolean bringsToken(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }
}
