package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.envelope.EnvelopeLimits;
import dev.fettle.core.envelope.EnvelopeRewriter;
import dev.fettle.core.envelope.ItemRefusal;
import dev.fettle.core.event.IpAddresses;
import dev.fettle.core.scrub.Scrubber;
import dev.fettle.intakelog.IntakeLog;
import dev.fettle.intakelog.IntakeRecord;
import dev.fettle.projects.ProjectKey;
import dev.fettle.protection.ProjectProtection.ScrubAddresses;
import dev.fettle.protection.Protection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes accepted requests to the log, without their secrets: this is the first time anything of
 * them reaches a disk.
 *
 * <p>What is not JSON passes as it is: files by intention; malformed items because nothing of them
 * is ever stored, the digest only counts them, and the log forgets them seconds later.
 */
final class IntakeWriter {

  private final IntakeLog log;
  private final Protection protection;
  private final InstantSource clock;

  IntakeWriter(IntakeLog log, Protection protection, InstantSource clock) {
    this.log = log;
    this.protection = protection;
    this.clock = clock;
  }

  /** A body that was accepted. */
  record Accepted(IntakeRecord.Kind kind, UUID eventId, List<ByteSlice> body) {}

  /**
   * A record to append.
   *
   * @param items how many of it limits are charged for: those that are no files
   * @param refusal of its first item when no item of it is kept; it is appended all the same, for
   *     the digest counts what was refused
   */
  record Prepared(List<ByteSlice> parts, int items, @Nullable ItemRefusal refusal) {}

  /**
   * Makes the record, which is work for a processor.
   *
   * @param memory charged for copies
   * @throws BodyRefusedException when an envelope ends within its first item
   */
  Prepared prepare(Accepted accepted, ProjectKey key, Client client, EnvelopeRewriter.Memory memory)
      throws InterruptedException {
    boolean scrubIp = key.scrubIpAddresses();
    var scrubber =
        protection
            .of(key.projectId().value())
            .scrubber(scrubIp ? ScrubAddresses.YES : ScrubAddresses.NO);
    var items = new AtomicInteger();
    var written =
        switch (accepted.kind()) {
          case ENVELOPE ->
              EnvelopeRewriter.rewrite(
                  accepted.body(),
                  EnvelopeLimits.DEFAULT,
                  payload -> {
                    items.incrementAndGet();
                    return scrub(scrubber, payload, memory);
                  },
                  memory);
          case STORE ->
              new EnvelopeRewriter.Rewritten(
                  scrubAll(scrubber, accepted.body(), memory), null, false);
        };
    if (written.cutShort()) {
      throw new BodyRefusedException(
          BodyRefusedException.Reason.CUT_SHORT,
          "the envelope ended early, within its first item: send all of it");
    }
    var record =
        new IntakeRecord(
            accepted.kind(),
            key.organizationId().value(),
            key.projectId().value(),
            clock.instant(),
            accepted.eventId(),
            scrubIp ? IpAddresses.anonymize(client.address()) : client.address(),
            client.userAgent(),
            scrubIp,
            ByteSlice.of(""));
    var parts = new ArrayList<ByteSlice>(written.parts().size() + 1);
    parts.add(record.head());
    parts.addAll(written.parts());
    return new Prepared(parts, items.get(), written.refusal());
  }

  /** Returns when the record is durable or refused. */
  IntakeLog.Append append(ProjectKey key, Prepared prepared) throws InterruptedException {
    return log.append(key.projectId().value(), prepared.parts());
  }

  /** One document in one piece. */
  private static List<ByteSlice> scrubAll(
      Scrubber scrubber, List<ByteSlice> body, EnvelopeRewriter.Memory memory)
      throws InterruptedException {
    var scrubbed = new ArrayList<ByteSlice>(body.size());
    for (var part : body) {
      var clean = scrub(scrubber, part, memory);
      scrubbed.add(clean == null ? part : clean);
    }
    return scrubbed;
  }

  private static @Nullable ByteSlice scrub(
      Scrubber scrubber, ByteSlice json, EnvelopeRewriter.Memory memory)
      throws InterruptedException {
    return scrubber.scrub(json, memory::take);
  }
}
