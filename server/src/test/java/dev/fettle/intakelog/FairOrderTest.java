package dev.fettle.intakelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes in whatever order, with the process killed at any moment: every record is digested
 * once, each project's in the order they were appended, and no project is in two hands at once.
 */
class FairOrderTest {

  private static final int PROJECTS = 6;
  private static final long BUSY_BYTES = 3_000;

  @TempDir Path folder = Path.of("");

  private static FairLog open(Path folder, FairLog.Positions positions) throws IOException {
    return FairLog.open(folder, 8_000, 1 << 30, 0, positions, BUSY_BYTES);
  }

  /** A digest that can be stopped between any two steps. */
  private static final class Hand {
    long position;
    List<String> held = List.of();
    long next;
  }

  private final class Scenario {
    final Random random;
    final Map<String, Hand> hands =
        new TreeMap<>(Map.of("local-0", new Hand(), "local-1", new Hand()));
    final Map<String, List<String>> appended = new TreeMap<>();
    final Map<String, List<String>> digested = new TreeMap<>();
    FairLog log;
    LaneReader lanes = new LaneReader();
    Path place = folder;
    int kills;
    boolean usedBusy;

    Scenario(long seed) throws IOException {
      random = new Random(seed);
      log = begin();
    }

    FairLog begin() throws IOException {
      log = open(place, partition -> hand(partition).position);
      lanes = new LaneReader();
      log.subscribe(lanes);
      return log;
    }

    Hand hand(String partition) {
      return java.util.Objects.requireNonNull(hands.get(partition));
    }

    void append() throws InterruptedException {
      // the first projects send most
      var project = random.nextInt(1 + random.nextInt(PROJECTS));
      var mine = appended.computeIfAbsent("p" + project, _ -> new ArrayList<>());
      var text = "p%d %d %s".formatted(project, mine.size(), "x".repeat(random.nextInt(900)));
      IntakeLogContract.durable(log.append(project, List.of(ByteSlice.of(text))));
      mine.add(text);
    }

    /** Takes some records in hand, or commits some of those that are. */
    void step(LogPartition lane) throws InterruptedException {
      var hand = hand(lane.partition());
      if (hand.held.isEmpty()) {
        var entries = lane.read(hand.position, 1 + random.nextInt(4_000), Duration.ZERO);
        if (entries.isEmpty()) {
          return;
        }
        var taken = entries.subList(0, 1 + random.nextInt(entries.size()));
        hand.held = taken.stream().map(IntakeLogContract::text).toList();
        hand.next = taken.getLast().next();
        assertThat(Collections.disjoint(inHand("local-0"), inHand("local-1"))).isTrue();
        return;
      }
      for (var text : hand.held) {
        digested.computeIfAbsent(project(text), _ -> new ArrayList<>()).add(text);
      }
      usedBusy |= lane.partition().equals("local-1");
      hand.held = List.of();
      hand.position = hand.next;
      if (random.nextInt(10) > 0) { // else the process dies before, or the next step tells
        lane.trim(hand.position);
      }
    }

    Set<String> inHand(String partition) {
      var projects = new HashSet<String>();
      hand(partition).held.forEach(text -> projects.add(project(text)));
      return projects;
    }

    static String project(String text) {
      return text.substring(0, text.indexOf(' '));
    }

    /** What is on the disk at this moment is all that the next process has. */
    void kill() throws IOException {
      var next = folder.resolve("life-" + ++kills);
      copy(place, next);
      log.close();
      place = next;
      hands.values().forEach(hand -> hand.held = List.of());
      begin();
      lanes
          .all()
          .forEach(lane -> {
            if (random.nextBoolean()) { // as a digest does at its start
              lane.trim(hand(lane.partition()).position);
            }
          });
    }

    void finish() throws InterruptedException {
      for (var lane : lanes.all()) {
        lane.trim(hand(lane.partition()).position);
        while (hand(lane.partition()).position < lane.endPosition()) {
          step(lane);
          if (hand(lane.partition()).held.isEmpty()) {
            lane.trim(hand(lane.partition()).position);
          }
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes unused)
              throws IOException {
            if (directory.getFileName().toString().startsWith("life-") && !directory.equals(from)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void every_record_is_digested_once_and_in_order(long seed) throws Exception {
    var scenario = new Scenario(seed);
    for (int i = 0; i < 600; i++) {
      int what = scenario.random.nextInt(100);
      if (what < 1) {
        scenario.kill();
      } else if (what < 50) {
        scenario.append();
      } else {
        scenario.step(scenario.lanes.all().get(what % 2));
      }
    }
    scenario.finish();
    scenario.log.close();

    assertThat(scenario.digested).isEqualTo(scenario.appended);
    assertThat(scenario.usedBusy).isTrue();
  }

  @Test
  void appenders_and_two_digests_at_once_keep_the_order_of_each_project() throws Exception {
    var log = open(folder, _ -> 0);
    var lanes = new LaneReader();
    log.subscribe(lanes);
    var holders = new ConcurrentHashMap<String, String>();
    var digested = new ConcurrentHashMap<String, List<String>>();
    var expected = new HashMap<String, List<String>>();
    var allAppended = new AtomicBoolean();
    try (log;
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var appending = new ArrayList<Future<?>>();
      for (int project = 0; project < PROJECTS; project++) {
        int number = project;
        var texts = new ArrayList<String>();
        for (int i = 0; i < 60 * (PROJECTS - number); i++) {
          texts.add("p%d %d %s".formatted(number, i, "x".repeat(i)));
        }
        expected.put("p" + number, texts);
        appending.add(
            threads.submit(() -> {
              for (var text : texts) {
                IntakeLogContract.durable(log.append(number, List.of(ByteSlice.of(text))));
              }
              return true;
            }));
      }
      var digesting = new ArrayList<Future<?>>();
      for (var lane : lanes.all()) {
        digesting.add(
            threads.submit(() -> {
              digestAll(lane, holders, digested, allAppended);
              return true;
            }));
      }
      for (var done : appending) {
        done.get();
      }
      allAppended.set(true);
      for (var done : digesting) {
        done.get();
      }
    }

    assertThat(digested).isEqualTo(expected);
  }

  private static void digestAll(
      LogPartition lane,
      ConcurrentHashMap<String, String> holders,
      ConcurrentHashMap<String, List<String>> digested,
      AtomicBoolean allAppended)
      throws InterruptedException {
    long position = 0;
    while (!allAppended.get() || position < lane.endPosition()) {
      var mine = new HashSet<String>();
      for (var entry : lane.read(position, 1_000, Duration.ofMillis(5))) {
        var text = IntakeLogContract.text(entry);
        var project = text.substring(0, text.indexOf(' '));
        if (mine.add(project)) {
          assertThat(holders.putIfAbsent(project, lane.partition())).as(project).isNull();
        }
        digested.computeIfAbsent(project, _ -> new ArrayList<>()).add(text);
        position = entry.next();
      }
      mine.forEach(holders::remove);
      lane.trim(position);
    }
  }
}
