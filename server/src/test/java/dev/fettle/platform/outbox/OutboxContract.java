package dev.fettle.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every implementation of the outbox keeps. Time stands still until a test moves it. */
abstract class OutboxContract {

  static final String CHANNEL = "test";

  private final AtomicReference<Instant> time =
      new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));
  private final List<PostRounds> nodes = new ArrayList<>();

  /** What couriers have sent, in no particular order. */
  private final List<String> sent = new CopyOnWriteArrayList<>();

  /** The outbox by the test's clock. */
  abstract Outbox outbox();

  /** The rounds of one more node on the same outbox; not started. */
  abstract PostRounds node(Courier courier);

  /** Does it in a transaction that begins before and commits after. */
  abstract void inTransaction(Runnable work);

  /** Outcome and cause of the message with that name, {@code waiting} when it has none. */
  abstract String fate(String message);

  final Instant now() {
    return time.get();
  }

  final void pass(Duration duration) {
    time.updateAndGet(before -> before.plus(duration));
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(PostRounds::close);
  }

  @Test
  void a_message_is_there_with_its_transaction_and_only_then() throws Exception {
    var node = start(2, this::send);
    assertThatThrownBy(() -> outbox().write(List.of(message("nowhere"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            inTransaction(() -> {
              outbox().write(List.of(message("rolled back")));
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    write("committed");
    await(node, () -> fate("committed").startsWith("delivered"));
    assertThat(sent).containsExactly("committed");
    assertThat(fate("rolled back")).isEqualTo("none");
  }

  /** The number of the late one is smaller, and what follows it is delivered already. */
  @Test
  void a_transaction_that_commits_late_is_not_passed_by() throws Exception {
    var node = start(2, this::send);
    var written = new CountDownLatch(1);
    var commit = new CountDownLatch(1);
    var late =
        Thread.ofVirtual()
            .start(() ->
                inTransaction(() -> {
                  outbox().write(List.of(message("late")));
                  written.countDown();
                  awaitUninterruptibly(commit);
                }));
    assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
    write("early");
    await(node, () -> fate("early").startsWith("delivered"));
    assertThat(fate("late")).isEqualTo("none");
    commit.countDown();
    late.join();
    await(node, () -> fate("late").startsWith("delivered"));
    assertThat(sent).containsExactly("early", "late");
  }

  @Test
  void two_nodes_share_without_sending_twice() throws Exception {
    var first = start(3, this::send);
    var second = start(3, this::send);
    var names = IntStream.range(0, 300).mapToObj(i -> "shared " + i).toList();
    inTransaction(() -> outbox().write(names.stream().map(OutboxContract::message).toList()));
    await(
        first,
        () -> {
          second.look();
          return sent.size() >= names.size();
        });
    await(first, () -> names.stream().allMatch(name -> fate(name).startsWith("delivered")));
    assertThat(sent).containsExactlyInAnyOrderElementsOf(names);
  }

  /** As after kill -9: the other side has it, and nobody noted that. */
  @Test
  void a_death_between_sending_and_receipt_repeats_once() throws Exception {
    var dying =
        start(
            1,
            parcel -> {
              sent.add(parcel.message());
              throw new InterruptedException("dead");
            });
    write("in hand");
    await(dying, () -> sent.size() == 1);
    dying.close();
    var heir = start(1, this::send);
    write("another");
    await(heir, () -> fate("another").startsWith("delivered"));
    assertThat(sent).containsExactly("in hand", "another");
    pass(Lanes.TAKE_OVER_AFTER);
    await(heir, () -> fate("in hand").startsWith("delivered"));
    pass(Duration.ofDays(1));
    lookAndRest(heir);
    assertThat(sent).containsExactly("in hand", "another", "in hand");
  }

  @Test
  void a_node_that_wakes_up_late_does_not_undo_what_another_did() throws Exception {
    var asleep = new CountDownLatch(1);
    var slow =
        start(
            1,
            parcel -> {
              sent.add("slow");
              asleep.await();
              return new Delivery.Refused("a late answer");
            });
    write("contested");
    await(slow, () -> sent.size() == 1);
    pass(Lanes.TAKE_OVER_AFTER);
    var other = start(1, this::send);
    await(other, () -> fate("contested").startsWith("delivered"));
    asleep.countDown();
    slow.close();
    assertThat(fate("contested")).isEqualTo("delivered");
  }

  @Test
  void what_ends_the_process_three_times_is_given_up() throws Exception {
    for (int i = 0; i < Retries.MOST_DEATHS; i++) {
      int deaths = i;
      var dying =
          start(
              1,
              parcel -> {
                sent.add("death " + deaths);
                throw new InterruptedException("dead");
              });
      if (i == 0) {
        write("deadly");
      }
      await(dying, () -> sent.contains("death " + deaths));
      dying.close();
      pass(Lanes.TAKE_OVER_AFTER);
    }
    var node = start(1, this::send);
    await(node, () -> fate("deadly").startsWith("given_up"));
    assertThat(fate("deadly")).contains("process ended 3 times");
    assertThat(sent).doesNotContain("deadly");
  }

  @Test
  void failures_are_repeated_ever_later_and_the_last_cause_is_kept() throws Exception {
    var tries = new CopyOnWriteArrayList<Instant>();
    var node =
        start(
            1,
            parcel -> {
              tries.add(now());
              throw new IllegalStateException("mailbox full\r\nfor now");
            });
    inTransaction(() ->
        outbox()
            .write(List.of(new OutboxMessage(CHANNEL, "unlucky", "x", "", Duration.ofMinutes(2)))));
    for (int delay : List.of(30, 60)) {
      lookAndRest(node);
      int before = tries.size();
      pass(Duration.ofSeconds(delay - 1));
      lookAndRest(node);
      assertThat(tries).hasSize(before);
      pass(Duration.ofSeconds(1));
    }
    lookAndRest(node);
    assertThat(tries).hasSize(3);
    assertThat(fate("unlucky")).isEqualTo("given_up IllegalStateException: mailbox full for now");
    assertThat(Retries.doubled(Duration.ofSeconds(30), 3, Duration.ofHours(1))).hasMinutes(4);
    assertThat(Retries.doubled(Duration.ofSeconds(30), 500, Duration.ofHours(1))).hasHours(1);
  }

  @Test
  void a_refusal_ends_it_at_once_and_pointless_is_no_failure() throws Exception {
    var node =
        start(
            1,
            parcel ->
                parcel.message().equals("refused")
                    ? new Delivery.Refused("550 no such user")
                    : new Delivery.Pointless("taken back"));
    write("refused");
    write("taken back");
    await(node, () -> !fate("refused").equals("waiting") && !fate("taken back").equals("waiting"));
    assertThat(fate("refused")).isEqualTo("given_up 550 no such user");
    assertThat(fate("taken back")).isEqualTo("pointless taken back");
  }

  @Test
  void one_refused_recipient_does_not_keep_the_others_from_it() throws Exception {
    var node =
        start(
            1,
            parcel -> {
              if (parcel.recipient().equals("bad@example.com")) {
                return new Delivery.Failed("greylisted");
              }
              sent.add(parcel.recipient());
              return new Delivery.Delivered();
            });
    inTransaction(() ->
        outbox()
            .write(
                List.of(
                    new OutboxMessage(CHANNEL, "m", "bad@example.com", "", Duration.ofHours(1)),
                    new OutboxMessage(CHANNEL, "m", "ada@example.com", "", Duration.ofHours(1)),
                    new OutboxMessage(CHANNEL, "m", "bob@example.com", "", Duration.ofHours(1)))));
    await(node, () -> sent.size() == 2);
    pass(Duration.ofMinutes(5));
    lookAndRest(node);
    assertThat(sent).containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
  }

  /** A dead server is asked again now and then, not once for each of a thousand messages. */
  @Test
  void a_channel_that_is_away_waits_and_then_everything_goes() throws Exception {
    var away = new AtomicReference<>(true);
    var asked = new CopyOnWriteArrayList<String>();
    var node =
        start(
            1,
            parcel -> {
              asked.add(parcel.message());
              return away.get() ? new Delivery.Away("connection refused") : send(parcel);
            });
    var names = IntStream.range(0, 50).mapToObj(i -> "patient " + i).toList();
    inTransaction(() -> outbox().write(names.stream().map(OutboxContract::message).toList()));
    await(node, () -> asked.size() == 1 && fate(asked.getFirst()).contains("refused"));
    for (int i = 0; i < 20; i++) {
      lookAndRest(node);
    }
    assertThat(asked).hasSize(1);
    away.set(false);
    pass(Duration.ofMinutes(10));
    await(node, () -> names.stream().allMatch(name -> fate(name).startsWith("delivered")));
    assertThat(sent).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void what_came_too_late_is_not_sent() throws Exception {
    var node = start(1, this::send);
    inTransaction(() ->
        outbox().write(List.of(new OutboxMessage(CHANNEL, "old", "x", "", Duration.ofHours(4)))));
    pass(Duration.ofHours(5));
    await(node, () -> fate("old").startsWith("given_up"));
    assertThat(fate("old")).contains("too late");
    assertThat(sent).isEmpty();
  }

  /** Work that is repeated after a crash writes its messages again. */
  @Test
  void the_same_message_to_the_same_recipient_is_one() throws Exception {
    var node = start(2, this::send);
    write("same");
    await(node, () -> fate("same").startsWith("delivered"));
    write("same");
    write("next");
    await(node, () -> fate("next").startsWith("delivered"));
    assertThat(sent).containsExactly("same", "next");
  }

  private interface Sender {
    Delivery send(Parcel parcel) throws InterruptedException;
  }

  private Delivery send(Parcel parcel) {
    sent.add(parcel.message());
    return new Delivery.Delivered();
  }

  static OutboxMessage message(String name) {
    return new OutboxMessage(CHANNEL, name, "ada@example.com", "{}", OutboxMessage.LONGEST);
  }

  final void write(String name) {
    inTransaction(() -> outbox().write(List.of(message(name))));
  }

  private PostRounds start(int atOnce, Sender sender) {
    var node =
        node(
            new Courier() {
              @Override
              public String channel() {
                return CHANNEL;
              }

              @Override
              public int atOnce() {
                return atOnce;
              }

              @Override
              public Delivery deliver(Parcel parcel) throws InterruptedException {
                return sender.send(parcel);
              }
            });
    nodes.add(node);
    return node;
  }

  /** Looks again and again until it is so. */
  private static void await(PostRounds node, BooleanSupplier done) throws InterruptedException {
    var never = new CountDownLatch(1);
    node.look();
    for (int i = 0; i < 3_000 && !done.getAsBoolean(); i++) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      node.look();
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  /** One look, and everything it begins is done. */
  private static void lookAndRest(PostRounds node) throws InterruptedException {
    var never = new CountDownLatch(1);
    node.look();
    for (int i = 0; i < 3_000 && !node.isResting(); i++) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(node.isResting()).isTrue();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
