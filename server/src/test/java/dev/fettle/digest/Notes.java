package dev.fettle.digest;

import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.envelope.ItemType;
import dev.fettle.items.IncomingItem;
import dev.fettle.items.ItemConsumer;
import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.items.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A consumer of events that keeps each payload as a row of a table of its own, and fails where a
 * test says.
 */
final class Notes implements ItemConsumer {

  private record Note(IncomingItem item, String text) implements PreparedItem {}

  private final JdbcClient jdbc;
  final AtomicInteger writes = new AtomicInteger();
  volatile Consumer<String> whilePreparing = text -> {};
  volatile Consumer<List<String>> beforeWriting = texts -> {};
  volatile Consumer<List<String>> afterWriting = texts -> {};

  Notes(JdbcClient jdbc) {
    this.jdbc = jdbc;
    jdbc.sql("CREATE TABLE note (text text CHECK (text NOT LIKE '%poison%'))").update();
  }

  List<String> stored() {
    return jdbc.sql("SELECT text FROM note ORDER BY ctid")
        .query((rows, _) -> rows.getString(1))
        .list();
  }

  @Override
  public Set<ItemType> types() {
    return Set.of(ItemType.EVENT);
  }

  @Override
  public PreparedItem prepare(IncomingItem item) throws MalformedPayloadException {
    var text = item.payload().utf8();
    if (text.contains("malformed")) {
      throw new MalformedPayloadException("not a note");
    }
    whilePreparing.accept(text);
    return new Note(item, text);
  }

  @Override
  public void write(List<PreparedItem> batch, OutcomeTally outcomes) {
    writes.incrementAndGet();
    var texts = new ArrayList<String>();
    for (var prepared : batch) {
      texts.add(((Note) prepared).text());
    }
    beforeWriting.accept(texts);
    for (var text : texts) {
      jdbc.sql("INSERT INTO note (text) VALUES (:text)").param("text", text).update();
    }
    for (var prepared : batch) {
      outcomes.add(prepared.item(), Outcome.ACCEPTED, Reason.NONE);
    }
    afterWriting.accept(texts);
  }
}
