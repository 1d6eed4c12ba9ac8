package dev.fettle.outcomes;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.projects.ProjectAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of everything a project received. */
@RestController
final class IntakeRoutes {

  private static final Map<String, Duration> PERIODS =
      Map.of(
          "1h", Duration.ofHours(1),
          "24h", Duration.ofHours(24),
          "7d", Duration.ofDays(7),
          "30d", Duration.ofDays(30));

  private static final Pattern CATEGORY = Pattern.compile("[a-z0-9_]{1,64}");

  private final IntakeAccountStore accounts;
  private final SpikeStore spikes;
  private final InstantSource clock;

  IntakeRoutes(IntakeAccountStore accounts, SpikeStore spikes, InstantSource clock) {
    this.accounts = accounts;
    this.spikes = spikes;
    this.clock = clock;
  }

  /**
   * The account of a period, which begins with a full hour; {@code category} leaves only that one.
   */
  @GetMapping("/api/0/projects/{organization}/{project}/intake/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  IntakeAccount get(
      ProjectAccess access,
      @RequestParam(defaultValue = "24h") String statsPeriod,
      @RequestParam(required = false) @Nullable String category) {
    long projectId = access.projectId();
    var period = PERIODS.get(statsPeriod);
    if (period == null) {
      throw ApiException.unprocessable(
          FieldProblem.ofQuery(
              "statsPeriod", "literal_error", "Input should be '1h', '24h', '7d' or '30d'"));
    }
    if (category != null && !CATEGORY.matcher(category).matches()) {
      throw ApiException.unprocessable(
          FieldProblem.ofQuery(
              "category", "string_pattern_mismatch", "Input should be a category such as error"));
    }
    var now = clock.instant();
    var start = now.minus(period).truncatedTo(ChronoUnit.HOURS);
    var spike = spikes.find(projectId, now.truncatedTo(ChronoUnit.HOURS)).orElse(null);
    return IntakeAccount.of(accounts.sums(projectId, start, category), start, now, spike);
  }
}
