package dev.fettle.app;

import dev.fettle.intakelog.IntakeLog;
import dev.fettle.platform.db.DatabasePulse;
import dev.fettle.platform.http.Access;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /_ready/}, for load balancers: 200 when this node can do its work, 503 with the causes
 * when it cannot. Before the schema is migrated the server does not listen at all. {@code
 * /_health/} goes on to say that the process lives, so that nobody restarts it because a database
 * is away.
 */
@RestController
final class ReadyRoutes {

  private final DatabasePulse database;
  private final IntakeLog log;

  ReadyRoutes(DatabasePulse database, IntakeLog log) {
    this.database = database;
    this.log = log;
  }

  /**
   * Whether it is ready.
   *
   * @param causes empty when it is; {@code database} when it does not answer, or the reason that
   *     events would be refused for
   */
  record ReadyResponse(boolean ready, List<String> causes) {}

  @GetMapping("/_ready/")
  @Access(Access.Kind.PUBLIC)
  ResponseEntity<ReadyResponse> ready() {
    var causes = new ArrayList<String>();
    if (!database.beats()) {
      causes.add("database");
    }
    var refusal = log.refusal();
    if (refusal != null) {
      causes.add(refusal.label());
    }
    return ResponseEntity.status(causes.isEmpty() ? 200 : 503)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new ReadyResponse(causes.isEmpty(), causes));
  }
}
