package dev.fettle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real S3 server over a folder, as a child process: one for the whole test run, with the bucket
 * {@value #BUCKET}.
 *
 * <p>Its jars are those the module s3-server copies; no class of them is on our class path.
 */
public final class S3Server {

  public static final String BUCKET = "files";
  public static final String KEY = "test-key";
  public static final String SECRET = "test-secret-that-nobody-sees";

  private final int port;

  private S3Server(int port) {
    this.port = port;
  }

  private static final class Shared {
    static final S3Server SERVER = start();
  }

  /** The server of this test run; use a prefix of your own. */
  public static S3Server shared() {
    return Shared.SERVER;
  }

  public int port() {
    return port;
  }

  /** The settings that lead to it, by way of a port of 127.0.0.1. */
  public static Map<String, String> settings(int port, String prefix) {
    return Map.of(
        "AWS_STORAGE_BUCKET_NAME",
        BUCKET,
        "AWS_S3_ENDPOINT_URL",
        "http://127.0.0.1:" + port,
        "AWS_ACCESS_KEY_ID",
        KEY,
        "AWS_SECRET_ACCESS_KEY",
        SECRET,
        "AWS_LOCATION",
        prefix);
  }

  private static S3Server start() {
    try {
      int port = ChildJvm.freePort();
      var folder =
          Path.of("target", "s3-%d-%d".formatted(ProcessHandle.current().pid(), port))
              .toAbsolutePath();
      Files.createDirectories(folder.resolve("data").resolve(BUCKET));
      var settings = folder.resolve("s3proxy.properties");
      Files.writeString(
          settings,
          """
          s3proxy.endpoint=http://127.0.0.1:%d
          s3proxy.authorization=aws-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=filesystem-nio2
          jclouds.filesystem.basedir=%s
          """
              .formatted(port, KEY, SECRET, folder.resolve("data")));
      var process =
          ChildJvm.start(
              ChildJvm.jarsOf("s3-server"),
              List.of("-Xmx128m"),
              "org.gaul.s3proxy.Main",
              List.of("--properties", settings.toString()),
              Map.of(),
              folder.resolve("server.txt"));
      awaitReady(port, process);
      return new S3Server(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(int port, ChildJvm process) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the S3 server did not start:\n" + process.output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
