package dev.fettle.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a child process prints, in a file that never grows beyond a size: a full one becomes {@code
 * <name>.1}, which replaces the one before. Only its owner reads it, because error messages quote
 * data.
 */
final class BoundedLog {

  private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);
  private static final int BLOCK = 8 * 1024;

  private final Path file;
  private final long mostBytes;

  /** A log of at most twice {@code mostBytes}. */
  BoundedLog(Path file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
  }

  /** Writes what comes from {@code output} until it ends; the thread ends then. */
  Thread follow(InputStream output) {
    return Thread.ofPlatform().daemon().name("postgres-log").start(() -> copy(output));
  }

  /** The last lines, oldest first. */
  List<String> tail(int lines) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    var all = Files.readAllLines(file);
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  private void copy(InputStream output) {
    var block = new byte[BLOCK];
    var out = OutputStream.nullOutputStream();
    try {
      out = open();
      long size = Files.size(file);
      for (int count = output.read(block); count >= 0; count = output.read(block)) {
        if (size + count > mostBytes) {
          out.close();
          Files.move(
              file,
              file.resolveSibling(file.getFileName() + ".1"),
              StandardCopyOption.REPLACE_EXISTING);
          out = open();
          size = 0;
        }
        out.write(block, 0, count);
        size += count;
      }
    } catch (IOException e) {
      LOG.warn("{} is not written any more: {}", file, e.getMessage());
      drain(output);
    } finally {
      close(out);
    }
  }

  private OutputStream open() throws IOException {
    var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.setPosixFilePermissions(
        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    return out;
  }

  /** A full disk must not stop the child, which would wait for a reader. */
  private static void drain(InputStream output) {
    try {
      output.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.debug("the child's output ended", e);
    }
  }

  private static void close(OutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      LOG.debug("the log could not be closed", e);
    }
  }
}
