package dev.fettle.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The product, started and stopped as an operator does it: {@code ./fettle run}, SIGTERM. */
final class Product implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 5;

  private final Process process;
  private final Path data;
  private final int port;
  private static final String LOG = "bench-server.log";
  private static final Pattern SETUP = Pattern.compile("/register\\?setup=([\\w-]+)");

  private final double startSeconds;

  private Product(Process process, Path data, int port, double startSeconds) {
    this.process = process;
    this.data = data;
    this.port = port;
    this.startSeconds = startSeconds;
  }

  /** Returns when {@code /_health/} has answered 200. */
  static Product start(Path home, Path data, int port) throws IOException, InterruptedException {
    return start(home, data, port, null);
  }

  /**
   * Returns when {@code /_health/} has answered 200.
   *
   * @param profile the file of a flight recording that is written when the product stops
   */
  static Product start(Path home, Path data, int port, @Nullable Path profile)
      throws IOException, InterruptedException {
    var log = data.resolve(LOG);
    Files.createDirectories(data);
    var builder =
        new ProcessBuilder(
            home.resolve("fettle").toString(),
            "run",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString());
    builder.environment().remove("DATABASE_URL");
    if (profile != null) {
      builder
          .environment()
          .put(
              "JAVA_TOOL_OPTIONS",
              "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + profile);
    }
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long begin = System.nanoTime();
    var process = builder.start();
    var stop = new Thread(process::destroy, "stop-product");
    Runtime.getRuntime().addShutdownHook(stop);
    while (!isHealthy(port)) {
      if (!process.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
        process.destroy();
        throw new BenchException(
            "the product did not become ready (%s); its output is in %s"
                .formatted(process.isAlive() ? "too slow" : "it ended", log));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return new Product(process, data, port, (System.nanoTime() - begin) / 1e9);
  }

  /** The secret of the link for the first account, which the ready line says. */
  String setup() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      var matcher = SETUP.matcher(Files.readString(data.resolve(LOG)));
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
        throw new BenchException("the product has an account already: take an empty data folder");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** From the launcher's start to the first 200. */
  double startSeconds() {
    return startSeconds;
  }

  long pid() {
    return server()
        .map(ProcessHandle::pid)
        .orElseThrow(() -> new IllegalStateException("the server is not running"));
  }

  /** The launcher stays and looks after the server, its one child of that name. */
  private Optional<ProcessHandle> server() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst();
  }

  Path data() {
    return data;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The embedded PostgreSQL's first process. */
  long postmaster() throws IOException {
    return Long.parseLong(postmasterFile(0));
  }

  int databasePort() throws IOException {
    return Integer.parseInt(postmasterFile(3));
  }

  String databasePassword() throws IOException {
    return Files.readString(data.resolve("db-password")).strip();
  }

  private String postmasterFile(int line) throws IOException {
    return Files.readAllLines(data.resolve("db/postmaster.pid")).get(line).strip();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new BenchException(
            "the product did not stop within %d s of SIGTERM".formatted(STOP_LIMIT.toSeconds()));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isHealthy(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(2_000);
      socket
          .getOutputStream()
          .write(
              "GET /_health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
      var start = socket.getInputStream().readNBytes(12);
      return new String(start, StandardCharsets.ISO_8859_1).equals("HTTP/1.1 200");
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }
}
