package dev.fettle.attachments;

import dev.fettle.core.ByteSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents as files named after their hash, in two levels of 256 folders: {@code ab/cd/abcd…}. A
 * file that is there is whole: it is written beside, forced to disk, and moved.
 */
final class ContentFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ContentFolder.class);

  static final int FOLDERS = 256;
  private static final String UNFINISHED = ".new";

  private final Path root;
  private final AtomicLong count = new AtomicLong();

  ContentFolder(Path root) {
    this.root = root;
  }

  /** Durable when this returns; does nothing when the content is there already. */
  void write(ContentHash hash, ByteSlice content) {
    var file = file(hash);
    try {
      if (Files.exists(file) && Files.size(file) == content.length()) {
        return;
      }
      Files.createDirectories(leaf(hash));
      var unfinished = leaf(hash).resolve(hash.hex() + "." + count.incrementAndGet() + UNFINISHED);
      try (var channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(content.array(), content.offset(), content.length());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      } catch (IOException e) {
        Files.deleteIfExists(unfinished);
        throw e;
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      // the names, too: of the file, and of folders that may be new
      for (var folder : List.of(leaf(hash), first(hash), root)) {
        force(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep an attachment in " + root, e);
    }
  }

  /** The bytes of a content. */
  byte[] read(ContentHash hash) throws IOException {
    return Files.readAllBytes(file(hash));
  }

  boolean delete(ContentHash hash) {
    try {
      return Files.deleteIfExists(file(hash));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove an attachment from " + root, e);
    }
  }

  /**
   * The contents in one of the {@value #FOLDERS} folders and when they were written. Removes files
   * that a crash left unfinished.
   */
  Map<ContentHash, Instant> list(int folder, Instant unfinishedBefore) {
    var found = new TreeMap<ContentHash, Instant>();
    var first = root.resolve(HexFormat.of().toHexDigits((byte) folder));
    if (!Files.isDirectory(first)) {
      return found;
    }
    try (DirectoryStream<Path> second = Files.newDirectoryStream(first, Files::isDirectory)) {
      for (var leaf : second) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(leaf)) {
          for (var file : files) {
            look(file, unfinishedBefore, found);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look through " + first, e);
    }
    return found;
  }

  private static void look(Path file, Instant unfinishedBefore, Map<ContentHash, Instant> found)
      throws IOException {
    var name = file.getFileName().toString();
    try {
      var written = Files.getLastModifiedTime(file).toInstant();
      var hash = ContentHash.parse(name);
      if (hash != null) {
        found.put(hash, written);
      } else if (name.endsWith(UNFINISHED) && written.isBefore(unfinishedBefore)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} was removed meanwhile", name);
    }
  }

  private Path file(ContentHash hash) {
    return leaf(hash).resolve(hash.hex());
  }

  private Path leaf(ContentHash hash) {
    return first(hash).resolve(hash.hex().substring(2, 4));
  }

  private Path first(ContentHash hash) {
    return root.resolve(hash.hex().substring(0, 2));
  }

  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
