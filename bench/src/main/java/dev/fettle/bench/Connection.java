package dev.fettle.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection with at most one request under way. */
final class Connection {

  private static final int ANSWER_BYTES = 16 * 1024;

  private final InetSocketAddress address;
  private final Selector selector;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES);
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private long number;
  private long dueNanos;

  Connection(InetSocketAddress address, Selector selector, int longestRequest) {
    this.address = address;
    this.selector = selector;
    this.out = ByteBuffer.allocateDirect(longestRequest);
  }

  long number() {
    return number;
  }

  long dueNanos() {
    return dueNanos;
  }

  void send(Load load, long eventNumber, long due) throws IOException {
    number = eventNumber;
    dueNanos = due;
    var open = channel;
    if (open == null) {
      open = SocketChannel.open(address); // blocking: loopback answers at once
      open.configureBlocking(false);
      open.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel = open;
      key = open.register(selector, SelectionKey.OP_READ, this);
    }
    out.clear();
    load.write(eventNumber, out);
    out.flip();
    in.clear();
    flush();
  }

  /** Writes what the socket takes. */
  void flush() throws IOException {
    var open = channel;
    var registered = key;
    if (open == null || registered == null) {
      return;
    }
    open.write(out);
    int interest =
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (registered.interestOps() != interest) {
      registered.interestOps(interest);
    }
  }

  /** The answer when it is complete, null when more must come. */
  @Nullable Answer receive() throws IOException {
    var open = channel;
    if (open == null) {
      return null;
    }
    int read = open.read(in);
    var answer = Answer.parse(in.array(), in.position(), read < 0);
    if (answer == null && read < 0) {
      throw new IOException("the server closed the connection before its answer was complete");
    }
    if (answer != null) {
      in.clear();
    }
    if (answer != null && answer.closes()) {
      close();
    } else if (answer == null && !in.hasRemaining()) {
      throw new IOException("the answer is longer than %d bytes".formatted(ANSWER_BYTES));
    }
    return answer;
  }

  void close() {
    var open = channel;
    channel = null;
    key = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // a socket that is gone already is closed
      }
    }
  }
}
