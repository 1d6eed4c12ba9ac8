package dev.fettle.issues;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page where GlitchTip's client opens an event's JSON: it leads to the API. */
@RestController
final class RawEventRoutes {

  @GetMapping("/organizations/{organization}/issues/{issueId}/events/{eventId}/json/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  ResponseEntity<Void> json(IssueAccess access, @PathVariable String eventId, Origin origin) {
    var path =
        "/api/0/organizations/%s/issues/%d/events/%s/json/"
            .formatted(
                access.membership().organizationSlug(),
                access.issueId().value(),
                URLEncoder.encode(eventId, StandardCharsets.UTF_8));
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create(origin.url() + path))
        .build();
  }
}
