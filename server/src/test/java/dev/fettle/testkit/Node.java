package dev.fettle.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The product in a process of its own, one of several on a database: for what kill -9 does. */
public final class Node implements AutoCloseable {

  private static final Path LAUNCHER = Path.of("..", "fettle");
  private static final Path LAUNCHERS_PROCESS = Path.of("..", "scripts", "process.bash");

  private static final Pattern STARTED = Pattern.compile("Started Main in");

  private final ChildJvm process;
  private final String url;

  private Node(ChildJvm process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Begins to start one; {@link #awaitStarted} says when it answers. */
  public static Node start(TestDatabase database, String name, Map<String, String> settings)
      throws IOException {
    int port = ChildJvm.freePort();
    var folder = Path.of("target", "nodes", "%d-%s".formatted(ProcessHandle.current().pid(), name));
    var environment = new HashMap<String, String>();
    environment.put("PORT", Integer.toString(port));
    environment.put("DATABASE_URL", database.address().postgresUrl());
    environment.put("FETTLE_DATA", folder.resolve("data").toString());
    environment.put("FETTLE_DATABASE_CONNECTIONS", "6");
    environment.putAll(settings);
    var process =
        ChildJvm.start(
            System.getProperty("java.class.path"),
            launcherFlags(),
            "dev.fettle.app.Main",
            List.of(),
            environment,
            folder.resolve("output.txt"));
    return new Node(process, "http://127.0.0.1:" + port);
  }

  /** The JVM is set up as the launcher does it: what fits here fits there. */
  private static List<String> launcherFlags() throws IOException {
    var flags = new ArrayList<String>();
    flags.add("-Xmx%sm".formatted(found("heap:-(\\d+)", LAUNCHERS_PROCESS)));
    flags.addAll(List.of(found("jvm_flags=\\(([^)]*)\\)", LAUNCHER).strip().split("\\s+")));
    return flags;
  }

  private static String found(String pattern, Path file) throws IOException {
    var matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new IllegalStateException("%s has no %s".formatted(file, pattern));
    }
    return matcher.group(1);
  }

  /** Waits until it takes requests. */
  public Node awaitStarted() throws IOException, InterruptedException {
    var never = new CountDownLatch(1);
    for (int i = 0; i < 900 && process.isAlive(); i++) {
      if (STARTED.matcher(process.output()).find()) {
        return this;
      }
      if (never.await(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError(
        "the node did not start within %s:%n%s".formatted(Duration.ofSeconds(90), output()));
  }

  public String url() {
    return url;
  }

  public String output() throws IOException {
    return process.output();
  }

  /** The most memory it ever had at once, as the kernel counts it. */
  public long peakResidentBytes() throws IOException {
    return process.peakResidentBytes();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
