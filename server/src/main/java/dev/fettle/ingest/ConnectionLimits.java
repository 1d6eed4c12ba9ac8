package dev.fettle.ingest;

import dev.fettle.platform.http.TrustedProxies;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections there may be, in all and from one address. Beyond the first limit the kernel
 * keeps new ones waiting until one of ours ends; beyond the second a new one is closed at once, so
 * that nobody takes all of them alone. An IPv6 network of 64 bits is one address.
 *
 * <p>A trusted proxy brings everybody's requests: only the limit for all holds for it.
 */
final class ConnectionLimits implements Connection.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);
  private static final int NETWORK_BYTES = 8;

  private final int perAddress;
  private final TrustedProxies proxies;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /** A closed connection does not know any more whose it was. */
  private final Map<Connection, String> addresses = new ConcurrentHashMap<>();

  /**
   * Counts.
   *
   * @param perAddress 0: no limit
   */
  ConnectionLimits(int perAddress, TrustedProxies proxies) {
    this.perAddress = perAddress;
    this.proxies = proxies;
  }

  /**
   * Limits what a connector takes. It is named here because the server itself has none while it
   * starts: Spring Boot takes them away until everything behind them is ready.
   */
  static void apply(AbstractConnector connector, IngestLimits limits, TrustedProxies proxies) {
    connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    connector.addBean(new ConnectionLimits(limits.connectionsPerAddress(), proxies));
  }

  @Override
  public void onOpened(Connection connection) {
    var address = address(connection);
    if (address == null) {
      return;
    }
    addresses.put(connection, address);
    int count = open.merge(address, 1, Integer::sum);
    if (count > perAddress) {
      LOG.debug("{} has {} connections, one is closed", address, count - 1);
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    var address = addresses.remove(connection);
    if (address != null) {
      open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Who is counted, or null when nobody is. */
  private @Nullable String address(Connection connection) {
    return perAddress > 0
            && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress socket
            && socket.getAddress() != null
            && !proxies.contains(socket.getAddress())
        ? network(socket.getAddress())
        : null;
  }

  private static String network(InetAddress address) {
    var bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
