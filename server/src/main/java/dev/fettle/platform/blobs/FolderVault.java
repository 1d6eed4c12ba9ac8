package dev.fettle.platform.blobs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents as files named after their hash, in two levels of 256 folders: {@code ab/cd/abcd…}. A
 * file that is there is whole: it is written beside, forced to disk, moved, and its folder forced.
 */
final class FolderVault implements Vault {

  private static final Logger LOG = LoggerFactory.getLogger(FolderVault.class);
  private static final String UNFINISHED = ".new";

  /** Larger pieces would be copied outside the heap as they are. */
  private static final int PIECE = 64 * 1024;

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path root;
  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();

  FolderVault(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  @Override
  public void write(BlobHash hash, BlobContent content) {
    var file = file(hash);
    var leaf = leaf(hash);
    try {
      if (!Files.exists(file) || Files.size(file) != content.size()) {
        Files.createDirectories(leaf, permissions("rwx------"));
        var unfinished = unfinished(leaf, hash);
        try {
          copy(content, unfinished);
          Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
          Files.deleteIfExists(unfinished);
          throw e;
        }
      }
      // the names, too: of the file, which a process that was killed may have left, and of folders
      for (var folder : List.of(leaf, first(hash), root)) {
        force(folder);
      }
    } catch (IOException e) {
      throw unavailable("kept in", e);
    }
  }

  /** A new file of our own: other nodes may share the folder and keep the same content. */
  private Path unfinished(Path leaf, BlobHash hash) throws IOException {
    while (true) {
      var file = leaf.resolve(hash.hex() + "." + count.incrementAndGet() + UNFINISHED);
      try {
        return Files.createFile(file, permissions("rw-------"));
      } catch (FileAlreadyExistsException e) {
        // somebody else's, or left by a process that was killed
      }
    }
  }

  @Override
  public Optional<InputStream> open(BlobHash hash) {
    try {
      return Optional.of(Files.newInputStream(file(hash)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read from", e);
    }
  }

  /** What a file holds, to be written elsewhere; empty when it is not there. */
  Optional<BlobContent> content(BlobHash hash) {
    var file = file(hash);
    try {
      long size = Files.size(file);
      return Optional.of(
          new BlobContent() {
            @Override
            public long size() {
              return size;
            }

            @Override
            public InputStream open() throws IOException {
              return Files.newInputStream(file);
            }
          });
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read from", e);
    }
  }

  @Override
  public void delete(BlobHash hash) {
    try {
      Files.deleteIfExists(file(hash));
    } catch (IOException e) {
      throw unavailable("removed from", e);
    }
  }

  /** Also removes files that a crash left unfinished. */
  @Override
  public void list(int shard, BiConsumer<BlobHash, Instant> seen) {
    var first = root.resolve(HexFormat.of().toHexDigits((byte) shard));
    if (!Files.isDirectory(first)) {
      return;
    }
    try (DirectoryStream<Path> second = Files.newDirectoryStream(first, Files::isDirectory)) {
      for (var leaf : second) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(leaf)) {
          for (var file : files) {
            look(file, seen);
          }
        }
      }
    } catch (IOException e) {
      throw unavailable("listed in", e);
    }
  }

  private void look(Path file, BiConsumer<BlobHash, Instant> seen) throws IOException {
    var name = file.getFileName().toString();
    try {
      var written = Files.getLastModifiedTime(file).toInstant();
      var hash = BlobHash.parse(name);
      if (hash != null) {
        seen.accept(hash, written);
      } else if (name.endsWith(UNFINISHED)
          && written.isBefore(clock.instant().minus(LONGEST_WRITE))) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} was removed meanwhile", name);
    }
  }

  private static void copy(BlobContent content, Path file) throws IOException {
    var options = Set.of(StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    var piece = new byte[PIECE];
    try (var channel = FileChannel.open(file, options);
        var bytes = content.open()) {
      for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
        var part = ByteBuffer.wrap(piece, 0, read);
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
      if (channel.position() != content.size()) {
        throw new EOFException(
            "a content of %d bytes ended at %d".formatted(content.size(), channel.position()));
      }
      channel.force(true);
    }
  }

  private BlobUnavailableException unavailable(String how, IOException cause) {
    return BlobUnavailableException.ofDisk(
        "A file cannot be %s %s: %s. Make room on that disk, or see to its permissions; what waits for it goes on by itself."
            .formatted(how, root, cause.getMessage() == null ? cause : cause.getMessage()),
        cause);
  }

  private Path file(BlobHash hash) {
    return leaf(hash).resolve(hash.hex());
  }

  private Path leaf(BlobHash hash) {
    return first(hash).resolve(hash.hex().substring(2, 4));
  }

  private Path first(BlobHash hash) {
    return root.resolve(hash.hex().substring(0, 2));
  }

  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] permissions(String owner) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))
        }
        : new FileAttribute<?>[0];
  }
}
