package dev.fettle.live;

import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Memberships;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Authenticator;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Live updates as server-sent events. A stream ends when its reader is too slow, within a minute
 * after its session, token or membership is gone, when the account opens more than {@value
 * LiveUpdates#MOST_PER_ACCOUNT}, or after a few hours; browsers connect again by themselves.
 */
@RestController
final class LiveRoutes {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration RECHECK = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Memberships memberships;
  private final Authenticator authenticator;
  private final LiveUpdates updates;
  private final InstantSource clock;

  LiveRoutes(
      Memberships memberships,
      Authenticator authenticator,
      LiveUpdates updates,
      InstantSource clock) {
    this.memberships = memberships;
    this.authenticator = authenticator;
    this.updates = updates;
    this.clock = clock;
  }

  @GetMapping(
      path = "/api/0/organizations/{organization}/live/",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.EVENT_READ, Scope.EVENT_WRITE, Scope.EVENT_ADMIN})
  SseEmitter live(Caller caller, Membership membership) {
    var subscriber = updates.subscribe(membership.organizationId(), membership.accountId());
    var emitter = new SseEmitter(LONGEST.toMillis());
    emitter.onCompletion(() -> updates.unsubscribe(subscriber));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> updates.unsubscribe(subscriber));
    Thread.ofVirtual()
        .name("live-" + membership.organizationId())
        .start(() -> stream(emitter, subscriber, caller, membership));
    return emitter;
  }

  private void stream(
      SseEmitter emitter, LiveSubscriber subscriber, Caller caller, Membership membership) {
    try {
      emitter.send(SseEmitter.event().comment("connected"));
      var sent = clock.instant();
      var checked = sent;
      while (!subscriber.isEnded()) {
        var update = subscriber.next(SLICE);
        var now = clock.instant();
        if (update != null) {
          emitter.send(SseEmitter.event().name(update.name()).data(update.json()));
          sent = now;
        } else if (isOver(sent, KEEP_ALIVE, now)) {
          emitter.send(SseEmitter.event().comment("keep-alive"));
          sent = now;
        }
        if (isOver(checked, RECHECK, now)) {
          if (!isStillMember(caller, membership) || !authenticator.isStillValid(caller)) {
            break;
          }
          checked = now;
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e); // the reader is gone: or its connection would be held for hours
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    } catch (RuntimeException e) {
      emitter.completeWithError(e);
    } finally {
      updates.unsubscribe(subscriber);
    }
  }

  /** Of the same organization: another may have taken over the name. */
  private boolean isStillMember(Caller caller, Membership membership) {
    return memberships
        .find(caller.userId(), membership.organizationSlug())
        .filter(now -> now.organizationId().equals(membership.organizationId()))
        .isPresent();
  }

  private static boolean isOver(Instant since, Duration duration, Instant now) {
    return !now.isBefore(since.plus(duration));
  }
}
