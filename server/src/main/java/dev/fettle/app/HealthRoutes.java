package dev.fettle.app;

import dev.fettle.platform.http.Access;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says {@code ok} as soon as the process takes requests: the server starts listening after database
 * and intake do.
 */
@RestController
class HealthRoutes {

  @GetMapping(path = "/_health/", produces = MediaType.TEXT_PLAIN_VALUE)
  @Access(Access.Kind.PUBLIC)
  String health() {
    return "ok";
  }
}
