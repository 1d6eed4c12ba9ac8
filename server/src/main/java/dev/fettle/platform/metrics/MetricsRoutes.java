package dev.fettle.platform.metrics;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Origin;
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
 * sends, so they are not for everybody: with {@code FETTLE_METRICS_TOKEN} set the caller brings it
 * as a bearer token; without, only a program on the same machine that is no proxy is answered, and
 * to everybody else the page does not exist.
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
  ResponseEntity<String> metrics(HttpServletRequest request, Origin origin) {
    if (!token.isEmpty()) {
      if (!bringsToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
        throw ApiException.unauthorized();
      }
    } else if (!origin.ofThisMachine()) {
      throw ApiException.notFound();
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
