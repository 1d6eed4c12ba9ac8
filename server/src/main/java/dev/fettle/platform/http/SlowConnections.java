package dev.fettle.platform.http;

import dev.fettle.platform.work.BodyPatience;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose client sends the head of a request, or takes an answer, a byte at a
 * time. Each byte begins the server's idle timeout anew, so that without this such a client holds a
 * connection, and an answer's memory and thread, as long as it likes. Bodies have a deadline of
 * their own where they are read; a connection on which nothing comes is ended by the idle timeout.
 *
 * <p>A head has {@link #HEAD_SECONDS} from its first byte, or the patience for bodies when that is
 * less. Of an answer the time is summed up in which it waited for its reader: that is what counts
 * against the {@link BodyPatience}, so that a live stream, which is seldom written to, goes on for
 * days. Looked at once a second: a deadline is met that much late.
 */
final class SlowConnections extends AbstractLifeCycle
    implements Connection.Listener, HttpConfiguration.Customizer {

  static final int HEAD_SECONDS = 15;

  private static final Logger LOG = LoggerFactory.getLogger(SlowConnections.class);

  private final BodyPatience patience;
  private final long headNanos;
  private final Map<Connection, Watched> watched = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private volatile Scheduler.@Nullable Task next;

  SlowConnections(BodyPatience patience, Scheduler scheduler) {
    this.patience = patience;
    this.headNanos = Math.min(patience.nanos(), TimeUnit.SECONDS.toNanos(HEAD_SECONDS));
    this.scheduler = scheduler;
  }

  /** Watches what a connector accepts. */
  static void apply(
      AbstractConnector connector, HttpConfiguration configuration, BodyPatience patience) {
    var connections = new SlowConnections(patience, connector.getScheduler());
    connector.addBean(connections);
    configuration.addCustomizer(connections);
  }

  @Override
  protected void doStart() {
    next = scheduler.schedule(this::look, 1, TimeUnit.SECONDS);
  }

  @Override
  protected void doStop() {
    var task = next;
    if (task != null) {
      task.cancel();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    watched.put(connection, new Watched(connection));
  }

  @Override
  public void onClosed(Connection connection) {
    watched.remove(connection);
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    var connection = watched.get(request.getConnectionMetaData().getConnection());
    if (connection != null) {
      connection.requestBegins();
      request.addHttpStreamWrapper(stream -> new WatchedStream(stream, connection));
    }
    return request;
  }

  private void look() {
    try {
      long now = System.nanoTime();
      for (var connection : watched.values()) {
        var slow = connection.slow(now);
        if (slow != null) {
          LOG.debug("{} {}", connection.connection.getEndPoint().getRemoteSocketAddress(), slow);
          connection.connection.getEndPoint().close();
        }
      }
    } finally {
      if (isRunning() || isStarting()) {
        doStart();
      }
    }
  }

  /** One connection: between requests, or with one of which an answer may be on its way. */
  private final class Watched {

    private final Connection connection;

    /** Of a request: its answer's bytes that were written, and the time they waited. */
    private long written;

    private long waitedNanos;

    private volatile boolean busy;

    /** When the write began that is not done, and of how many bytes; 0: none. */
    private volatile long writingSince;

    private volatile int writing;

    /** What had come when the request before ended, and when something came since; 0: nothing. */
    private volatile long bytesBefore;

    private volatile long headSince;

    Watched(Connection connection) {
      this.connection = connection;
    }

    void requestBegins() {
      written = 0;
      waitedNanos = 0;
      writingSince = 0;
      headSince = 0;
      busy = true;
    }

    void requestEnds() {
      bytesBefore = connection.getBytesIn();
      headSince = 0;
      writingSince = 0;
      busy = false;
    }

    void writeBegins(int bytes) {
      writing = bytes;
      writingSince = System.nanoTime() | 1;
    }

    void writeEnds() {
      long since = writingSince;
      if (since != 0) {
        waitedNanos += System.nanoTime() - since;
        written += writing;
        writingSince = 0;
      }
    }

    /** Why it is ended, or null. */
    @Nullable String slow(long now) {
      if (busy) {
        long since = writingSince;
        return since != 0 && patience.isOverAfter(waitedNanos + now - since, written + writing)
            ? "takes its answer too slowly"
            : null;
      }
      if (connection.getBytesIn() == bytesBefore) {
        headSince = 0;
        return null;
      }
      if (headSince == 0) {
        headSince = now | 1;
      }
      return now - headSince > headNanos ? "sends the head of a request too slowly" : null;
    }
  }

  private static final class WatchedStream extends HttpStream.Wrapper {

    private final Watched connection;

    WatchedStream(HttpStream stream, Watched connection) {
      super(stream);
      this.connection = connection;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        @Nullable ByteBuffer content,
        Callback callback) {
      connection.writeBegins(content == null ? 0 : content.remaining());
      super.send(
          request,
          response,
          last,
          content,
          new Callback.Nested(callback) {
            @Override
            public void completed() {
              connection.writeEnds();
            }
          });
    }

    @Override
    public void succeeded() {
      connection.requestEnds();
      super.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
      connection.requestEnds();
      super.failed(cause);
    }
  }
}
