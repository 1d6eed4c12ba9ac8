package dev.fettle.intakelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * A disk that is full after so many bytes, as the kernel tells it: a write takes what still fits,
 * the next one fails. Only what the segments use is there.
 */
final class SmallDisk implements Segment.Opening {

  private long free;

  SmallDisk(long free) {
    this.free = free;
  }

  /** Somebody made room. */
  synchronized void free(long bytes) {
    free += bytes;
  }

  private synchronized int take(int wanted) throws IOException {
    if (free == 0 && wanted > 0) {
      throw new IOException("No space left on device");
    }
    int taken = (int) Math.min(free, wanted);
    free -= taken;
    return taken;
  }

  @Override
  public FileChannel open(Path file) throws IOException {
    return new Limited(Segment.DISK.open(file));
  }

  private final class Limited extends FileChannel {

    private final FileChannel real;

    Limited(FileChannel real) {
      this.real = real;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      int taken = take(source.remaining());
      var part = source.slice(source.position(), taken);
      source.position(source.position() + taken);
      return real.write(part, position);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      free(Math.max(0, real.size() - size));
      real.truncate(size);
      return this;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return real.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
      real.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      real.close();
    }

    @Override
    public int read(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }
  }
}
