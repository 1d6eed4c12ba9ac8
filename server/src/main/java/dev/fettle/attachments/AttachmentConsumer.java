package dev.fettle.attachments;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.Texts;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import dev.fettle.platform.blobs.BlobContent;
import dev.fettle.platform.blobs.BlobHash;
import dev.fettle.platform.blobs.Blobs;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attachments: their contents as blobs before the transaction that refers to them begins, out
 * of the log's buffer and without a copy in memory. What no transaction then refers to is removed
 * by the blobs' sweep; so only what is wanted is written.
 *
 * <p>The same file of the same event, sent again, is kept once.
 */
final class AttachmentConsumer implements ItemConsumer {

  private static final String DEFAULT_TYPE = "event.attachment";
  private static final int MAX_NAME = 255;

  /** Attachments live in partitions, so their last day goes later. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private static final ByteSlice NOTHING = ByteSlice.of("");

  private final Ids ids;
  private final AttachmentLimits limits;
  private final Partitions partitions;
  private final NameStore names;
  private final AttachmentStore store;
  private final Blobs blobs;

  AttachmentConsumer(
      Ids ids,
      AttachmentLimits limits,
      Partitions partitions,
      NameStore names,
      AttachmentStore store,
      Blobs blobs) {
    this.ids = ids;
    this.limits = limits;
    this.partitions = partitions;
    this.names = names;
    this.store = store;
    this.blobs = blobs;
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.ATTACHMENT);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) {
    var header = item.header();
    int size = item.payload().length();
    boolean tooLarge = size > limits.itemBytes();
    // a slice of the log's buffer, which is read anew only after this batch is written
    var content = tooLarge ? NOTHING : item.payload();
    var name = text(header.filename());
    var type = text(header.attachmentType());
    return new PreparedAttachment(
        item,
        ids.uuidV7(item.received()),
        name == null ? "attachment" : name,
        text(header.contentType()),
        type == null ? DEFAULT_TYPE : type,
        size,
        BlobHash.of(content),
        content);
  }

  private static @Nullable String text(@Nullable String word) {
    var text = word == null ? "" : Texts.clean(word).strip();
    return text.isEmpty() ? null : Texts.ellipsis(text, MAX_NAME);
  }

  @Override
  public void keepContents(List<PreparedItem> batch) {
    var contents = new HashMap<BlobHash, BlobContent>();
    judge(batch, (_, _) -> {})
        .forEach(file -> contents.putIfAbsent(file.hash(), BlobContent.of(file.content())));
    if (!contents.isEmpty()) {
      blobs.keep(contents);
    }
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    var kept = judge(batch, (file, reason) -> outcomes.add(file.item(), Outcome.DROPPED, reason));
    kept.forEach(file -> outcomes.add(file.item(), Outcome.ACCEPTED, Reason.NONE));
    if (kept.isEmpty()) {
      return;
    }
    partitions.ensureFor(kept.stream().map(PreparedAttachment::received).toList());
    var newest = kept.getLast().received();
    blobs.refer(
        kept.stream().map(PreparedAttachment::hash).toList(),
        newest.plus(limits.retention()).plus(MARGIN));
    store.copy(kept);
  }

  private List<PreparedAttachment> judge(
      List<PreparedItem> batch, BiConsumer<PreparedAttachment, Reason> refused) {
    var all = batch.stream().map(PreparedAttachment.class::cast).toList();
    var projects = names.projects(all);
    var kept = new ArrayList<PreparedAttachment>(all.size());
    var byEvent = new HashMap<PreparedAttachment.EventKey, EventFiles>();
    store
        .stored(all)
        .forEach(file -> byEvent.computeIfAbsent(file.event(), _ -> new EventFiles()).add(file));
    for (var attachment : all) {
      var files = byEvent.computeIfAbsent(attachment.event(), _ -> new EventFiles());
      var reason = refusal(attachment, projects, files);
      if (reason == Reason.NONE) {
        files.add(AttachmentStore.Stored.of(attachment));
        kept.add(attachment);
      } else {
        refused.accept(attachment, reason);
      }
    }
    return kept;
  }

  /** Why a file is not kept; {@link Reason#NONE} when it is. */
  private Reason refusal(
      PreparedAttachment attachment, Map<Long, NameStore.Project> projects, EventFiles files) {
    if (!projects.containsKey(attachment.projectId())) {
      return Reason.PROJECT_DELETED;
    }
    if (attachment.size() > limits.itemBytes()) {
      return Reason.ATTACHMENT_TOO_LARGE;
    }
    if (files.contains(AttachmentStore.Stored.of(attachment))) {
      return Reason.DUPLICATE;
    }
    boolean full =
        files.count() >= AttachmentLimits.MOST_PER_EVENT
            || files.bytes() + attachment.size() > limits.eventBytes();
    return full ? Reason.TOO_MANY_ATTACHMENTS : Reason.NONE;
  }

  private record NamedContent(String name, BlobHash hash) {}

  /** The files of one event. */
  private static final class EventFiles {
    private final Set<NamedContent> known = new HashSet<>();
    private long bytes;

    void add(AttachmentStore.Stored file) {
      known.add(new NamedContent(file.name(), file.hash()));
      bytes += file.size();
    }

    boolean contains(AttachmentStore.Stored file) {
      return known.contains(new NamedContent(file.name(), file.hash()));
    }

    int count() {
      return known.size();
    }

    long bytes() {
      return bytes;
    }
  }
}
