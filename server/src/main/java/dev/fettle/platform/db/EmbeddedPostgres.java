package dev.fettle.platform.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in the data folder, started and watched by this process.
 *
 * <p>Layout of the folder: {@code pg/} the programs, {@code db/} the cluster, {@code db-password}
 * the superuser's password, {@code db-role-password} the product's, {@code log/postgres.log},
 * {@code lock} held for as long as the process lives. One platform thread starts the server, waits
 * for it and starts it again on the same port when it dies; it must be a platform thread that
 * outlives the server, because the kernel's parent-death signal is bound to the thread that forked.
 *
 * <p>After a kill -9 of the JVM alone the old server is interrupted by that signal, or by us when
 * it is still there.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** What of {@code max_connections} is for the pool: the rest is for listeners and for admin. */
  public static final int POOLED_CONNECTIONS = 18;

  /** The log is this file and one before it. */
  private static final long LOG_BYTES = 5L * 1024 * 1024;

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final long RETRY_MILLIS = 1_000;

  /**
   * Small, durable, and without the parts that this build lacks or that the product does not use.
   */
  private static final List<String> TUNING =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "shared_buffers=64MB",
          "max_connections=24",
          "superuser_reserved_connections=1",
          "work_mem=4MB",
          "maintenance_work_mem=32MB",
          "wal_buffers=4MB",
          "io_method=sync",
          "jit=off",
          // a look-up that time does not bound locks every partition and its indexes
          "max_locks_per_transaction=1024",
          "huge_pages=off",
          "max_worker_processes=2",
          "max_parallel_workers=0",
          "autovacuum_max_workers=1",
          "autovacuum_worker_slots=2",
          "max_logical_replication_workers=0",
          "wal_level=minimal",
          "max_wal_senders=0",
          "min_wal_size=64MB",
          "max_wal_size=512MB",
          "checkpoint_timeout=15min",
          "timezone=UTC",
          "log_timezone=UTC",
          "fsync=on",
          "synchronous_commit=on");

  private final Path folder;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private final UnprivilegedUser user;
  private final PostgresBinaries binaries;
  private final int port;
  private final BoundedLog log;
  private final AtomicReference<@Nullable Process> server = new AtomicReference<>();
  private final DatabaseAddress superuser;
  private volatile DatabaseAddress address;
  private volatile boolean stopping;
  private @Nullable Thread keeper;
  private @Nullable Thread follower;

  private EmbeddedPostgres(
      Path folder,
      FileChannel lockChannel,
      FileLock lock,
      UnprivilegedUser user,
      PostgresBinaries binaries)
      throws IOException {
    this.folder = folder;
    this.lockChannel = lockChannel;
    this.lock = lock;
    this.user = user;
    this.binaries = binaries;
    var password = readOrMakePassword(folder.resolve("db-password"));
    this.port = freePort();
    this.log = new BoundedLog(folder.resolve("log/postgres.log"), LOG_BYTES);
    this.superuser =
        new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
    this.address = superuser;
  }

  /**
   * Starts PostgreSQL on {@code dataFolder}, making the cluster on first use, and returns when it
   * accepts connections.
   *
   * @throws DatabaseStartException when the folder is in use, unreachable or of another major
   *     version
   */
  public static EmbeddedPostgres start(Path dataFolder) throws IOException, InterruptedException {
    var folder = dataFolder.toAbsolutePath().normalize();
    Files.createDirectories(folder.resolve("log"));
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new DatabaseStartException(
          "The data folder %s is in use by another Fettle: stop that one, or choose another folder with --data."
              .formatted(folder));
    }
    try {
      var user = UnprivilegedUser.detect();
      user.requireReachable(folder);
      var postgres =
          new EmbeddedPostgres(
              folder, channel, lock, user, PostgresBinaries.unpackInto(folder.resolve("pg")));
      new PostgresCluster(folder, postgres.user, postgres.binaries)
          .make(postgres.superuser.password());
      postgres.endOrphan();
      postgres.binaries.deleteOthers();
      postgres.startAndKeep();
      postgres.address = postgres.openRole();
      return postgres;
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Where the server listens and who the product is there: the owner of the database. */
  public DatabaseAddress address() {
    return address;
  }

  /** The same as superuser: for what is done to a server and not to the product's database. */
  public DatabaseAddress superuser() {
    return superuser;
  }

  private DatabaseAddress openRole() throws IOException {
    try {
      return ProductRole.open(folder, superuser);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The process id of the running server, for reports and for crash tests. */
  public long pid() {
    var process = server.get();
    return process == null ? -1 : process.pid();
  }

  /** Stops the server the fast way (open transactions are rolled back) and lets the folder go. */
  @Override
  public void close() throws IOException {
    stopping = true;
    var process = server.get();
    try {
      if (process != null && process.isAlive()) {
        interrupt(process.pid());
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          LOG.warn(
              "PostgreSQL (pid {}) did not stop within {} s",
              process.pid(),
              STOP_LIMIT.toSeconds());
        }
      }
      if (keeper != null) {
        keeper.join(STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.release();
      lockChannel.close();
    }
  }

  /**
   * Ends a server that an earlier, killed process left behind on this folder; we hold the folder's
   * lock.
   */
  private void endOrphan() throws IOException, InterruptedException {
    var pidFile = folder.resolve("db/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    boolean told = false;
    while (isOurServer(pid)) {
      if (!told) {
        LOG.info("Stopping PostgreSQL (pid {}) that an earlier run left behind", pid);
        interrupt(pid);
        told = true;
      }
      if (System.nanoTime() > deadline) {
        throw DatabaseStartException.temporary(
            "PostgreSQL (pid %d) of an earlier run does not stop: end it with `kill -INT %d`."
                .formatted(pid, pid),
            null);
      }
      Thread.sleep(20);
    }
  }

  private boolean isOurServer(long pid) {
    try {
      var process = Path.of("/proc", Long.toString(pid));
      var state = Files.readString(process.resolve("stat"));
      boolean zombie = state.substring(state.lastIndexOf(')') + 1).strip().startsWith("Z");
      return !zombie
          && Files.readSymbolicLink(process.resolve("exe"))
              .startsWith(folder.resolve("pg").toRealPath());
    } catch (IOException e) {
      return false; // gone, or not ours to look at
    }
  }

  private void startAndKeep() throws InterruptedException {
    var ready = new CountDownLatch(1);
    var failure = new AtomicReference<@Nullable Exception>();
    var thread =
        new Thread(
            () -> {
              try {
                launchUntilReady();
                ready.countDown();
                keepRunning();
              } catch (IOException | InterruptedException | RuntimeException e) {
                failure.set(e);
                ready.countDown();
                LOG.error("PostgreSQL is not running: {}", e.getMessage());
              }
            },
            "postgres-keeper");
    thread.setDaemon(true);
    thread.start();
    keeper = thread;
    ready.await();
    var problem = failure.get();
    if (problem != null) {
      throw problem instanceof DatabaseStartException told
          ? told
          : DatabaseStartException.temporary(String.valueOf(problem.getMessage()), problem);
    }
  }

  private void keepRunning() throws InterruptedException {
    for (var process = server.get(); process != null; process = server.get()) {
      int status = process.waitFor();
      if (stopping) {
        return;
      }
      LOG.warn("PostgreSQL ended with status {}; starting it again", status);
      launchAgain();
    }
  }

  /** What keeps it from starting, a full disk or a taken port, may pass: it is tried for ever. */
  private void launchAgain() throws InterruptedException {
    while (!stopping) {
      try {
        launchUntilReady();
        return;
      } catch (IOException | RuntimeException e) {
        LOG.error("PostgreSQL is not running and is tried again: {}", e.getMessage());
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  /**
   * The dying children of a killed server may still hold its memory, so a refused start is tried
   * again.
   */
  private void launchUntilReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!stopping) {
      var process = launch();
      server.set(process);
      while (process.isAlive()) {
        if (isReady(process.pid())) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw DatabaseStartException.temporary(
              "PostgreSQL was not ready within %d s: see %s."
                  .formatted(START_LIMIT.toSeconds(), folder.resolve("log/postgres.log")),
              null);
        }
        Thread.sleep(5);
      }
      if (System.nanoTime() > deadline - START_LIMIT.toNanos() * 3 / 4) {
        throw DatabaseStartException.temporary(
            "PostgreSQL does not start (status %d); its log ends with:\n%s"
                .formatted(process.exitValue(), logTail()),
            null);
      }
      Thread.sleep(200);
    }
  }

  private Process launch() throws IOException {
    var command = new ArrayList<String>();
    command.add(binaries.postgres().toString());
    command.add("-D");
    command.add(folder.resolve("db").toString());
    command.add("-p");
    command.add(Integer.toString(port));
    for (var setting : TUNING) {
      command.add("-c");
      command.add(setting);
    }
    var process =
        new ProcessBuilder(user.commandLine(true, command))
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    follower = log.follow(process.getInputStream());
    return process;
  }

  /** Line 1 of postmaster.pid is the pid, line 8 the state. */
  private boolean isReady(long pid) {
    try {
      var lines = Files.readAllLines(folder.resolve("db/postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false; // not there yet, or being written
    }
  }

  private String logTail() throws IOException, InterruptedException {
    if (follower != null) {
      follower.join(Duration.ofSeconds(1)); // longer when a child of the dead server holds the pipe
    }
    return String.join("\n", log.tail(10));
  }

  private static void interrupt(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
  }

  private static String readOrMakePassword(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    var password = PostgresCluster.newPassword();
    PostgresCluster.writePrivately(file, password);
    return password;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
