package dev.fettle.platform.outbound;

import dev.fettle.platform.outbound.OutboundResult.Failed;
import dev.fettle.platform.outbound.OutboundResult.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client whose name look-ups pass the {@link AddressGuard}, and the names of its failures.
 */
final class GuardedClient {

  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final Timeout SILENCE = Timeout.ofSeconds(60);
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 16 * 1024;

  private GuardedClient() {}

  static CloseableHttpClient make(AddressGuard guard, int mostAtOnce) {
    var head =
        Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_LINE).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Resolver(guard))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(head).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    .setSocketTimeout(SILENCE)
                    .setTimeToLive(TimeValue.ofMinutes(1))
                    .build())
            .setMaxConnTotal(mostAtOnce)
            .setMaxConnPerRoute(mostAtOnce)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT)
                .setResponseTimeout(SILENCE)
                .build())
        .setUserAgent("Fettle")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** What a failure of the client means to the one who chose the address. */
  static Failed failure(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case NotAllowedException refused -> {
          return new Failed(Failure.ADDRESS_NOT_ALLOWED, String.valueOf(refused.getMessage()));
        }
        case UnknownHostException _ -> {
          return new Failed(Failure.NAME_NOT_FOUND, "the host has no address");
        }
        case SSLException tls -> {
          return new Failed(Failure.TLS_FAILED, String.valueOf(tls.getMessage()));
        }
        case InterruptedIOException _ -> {
          return new Failed(Failure.TIMED_OUT, "the other side said nothing in time");
        }
        case SocketException socket -> {
          return new Failed(Failure.NOT_CONNECTED, String.valueOf(socket.getMessage()));
        }
        case HttpException protocol -> {
          return new Failed(Failure.BAD_ANSWER, String.valueOf(protocol.getMessage()));
        }
        default -> {
          // look further down
        }
      }
    }
    return new Failed(
        e instanceof IOException ? Failure.BAD_ANSWER : Failure.BAD_URL,
        String.valueOf(e.getMessage()));
  }

  /** An address that is not for us to reach. */
  private static final class NotAllowedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotAllowedException(String host) {
      super(
          host
              + " is a private or special address: name its network in FETTLE_OUTBOUND_ALLOWED_NETWORKS to allow it");
    }
  }

  /** Gives only addresses that passed; literal addresses come through here as well. */
  private record Resolver(AddressGuard guard) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      var passed =
          Arrays.stream(InetAddress.getAllByName(host))
              .filter(guard::allows)
              .toArray(InetAddress[]::new);
      if (passed.length == 0) {
        throw new NotAllowedException(host);
      }
      return passed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
