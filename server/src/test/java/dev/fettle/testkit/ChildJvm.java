package dev.fettle.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process of a test's own: it can be killed as hard as the kernel can, and dies with us. */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
  }

  /**
   * Starts {@code java -cp classPath main arguments}.
   *
   * @param environment on top of ours, without what would lead the child to our own services
   * @param output a file for what it prints
   */
  public static ChildJvm start(
      String classPath,
      List<String> flags,
      String main,
      List<String> arguments,
      Map<String, String> environment,
      Path output)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    Files.createDirectories(output.toAbsolutePath().getParent());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start(), output);
  }

  /** The jars that a module of the build copies for children, as their class path. */
  static String jarsOf(String module) {
    var jars = Path.of("..", module, "target", "lib").toAbsolutePath().normalize();
    if (!Files.isDirectory(jars)) {
      throw new IllegalStateException(
          "no jars in %s: build with `mvn -pl server -am test-compile`".formatted(jars));
    }
    return jars + "/*";
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String output() throws IOException {
    return Files.readString(output);
  }

  /** The most memory it ever had at once: {@code VmHWM} in /proc. */
  public long peakResidentBytes() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid())))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IllegalStateException("no VmHWM: is this Linux?");
  }

  /** Waits for its end; fails when it ended badly or not at all. */
  public void awaitSuccess() throws IOException, InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      close();
      throw new IllegalStateException("a child process failed:\n" + output());
    }
  }

  /** SIGKILL: nothing of it runs any more when this returns. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
