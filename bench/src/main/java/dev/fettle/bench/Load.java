package dev.fettle.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The requests of a run: issue and project follow from an event's number. Issues are met by Zipf's
 * law, as in life: the first of 200 gets one event in six; the mixes {@code storm} and {@code wide}
 * are the two ends, one issue for all and 100,000 that are equally likely. A load that is spread
 * evenly has 200 equally likely issues, each met in five releases and five environments by 1,000
 * users: nothing is rare enough to be cheap.
 */
final class Load {

  static final int ISSUES = 200;
  private static final byte[] GZIP_HEAD = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3};
  private static final int GZIP_ROOM = 64;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final EventIds ids;
  private final boolean gzip;
  private final boolean storm;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 checksum = new CRC32();
  private final Slots[] bodies = new Slots[ISSUES];
  private final byte[][] heads = new byte[ISSUES][];
  private final double[] cumulated = new double[ISSUES];
  private final byte[] scratch;
  private byte[] time = new byte[Slots.TIME_WIDTH];
  private long timeMillis;

  /**
   * What a mix does not say.
   *
   * @param gzip whether bodies are compressed, as most SDKs do; costs the generator CPU
   * @param even whether issues are equally likely
   */
  record Shape(boolean gzip, boolean even) {}

  Load(Mix mix, Path captures, List<Dsn> projects, EventIds ids, Shape shape) {
    this.ids = ids;
    this.gzip = shape.gzip();
    this.storm = mix.spread() == Mix.Spread.ONE;
    var recorded = Captures.events(captures);
    var scaler = new EventScaler(mix.payloadBytes(), mix.spread() == Mix.Spread.WIDE, shape.even());
    int users = shape.even() ? Slots.FEW_USERS : Integer.MAX_VALUE;
    double sum = 0;
    int longest = 0;
    for (int issue = 0; issue < ISSUES; issue++) {
      var payload = scaler.scale(recorded.get(issue % recorded.size()), issue);
      var dsn = projects.get(issue % projects.size());
      bodies[issue] = Slots.compile(envelope(payload), users);
      heads[issue] = head(dsn, gzip).getBytes(StandardCharsets.ISO_8859_1);
      longest = Math.max(longest, bodies[issue].length());
      sum += shape.even() ? 1 : 1.0 / (issue + 1);
      cumulated[issue] = sum;
    }
    for (int issue = 0; issue < ISSUES; issue++) {
      cumulated[issue] /= sum;
    }
    scratch = new byte[longest];
  }

  private static byte[] envelope(byte[] payload) {
    var out = new ByteArrayOutputStream(payload.length + 256);
    out.writeBytes(
        "{\"event_id\":\"%s\",\"sent_at\":\"%s\"}\n{\"type\":\"event\",\"length\":%d}\n"
            .formatted(Slots.eventId(), Slots.time(), payload.length)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    out.write('\n');
    return out.toByteArray();
  }

  private static String head(Dsn dsn, boolean gzip) {
    return "POST %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: fettle-bench/1\r\n%sX-Sentry-Auth: %s\r\nContent-Type: application/x-sentry-envelope\r\nContent-Length: "
        .formatted(
            dsn.envelopePath(),
            dsn.host(),
            dsn.port(),
            gzip ? "Content-Encoding: gzip\r\n" : "",
            dsn.authorization());
  }

  /** Room for any request. */
  int longestRequest() {
    return scratch.length + 1024;
  }

  /** The average over all events, by how often each issue is met. */
  double bytesPerEvent() {
    double sum = 0;
    for (int issue = 0; issue < ISSUES; issue++) {
      double share = cumulated[issue] - (issue == 0 ? 0 : cumulated[issue - 1]);
      sum += share * bodies[issue].length();
    }
    return sum;
  }

  int issueOf(long number) {
    if (storm) {
      return 0;
    }
    double random = (ids.high(number) >>> 11) * 0x1.0p-53;
    int low = 0;
    int high = ISSUES - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] < random) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Writes the whole request; one thread at a time. */
  void write(long number, ByteBuffer out) {
    int issue = issueOf(number);
    int length = bodies[issue].fill(scratch, 0, number, ids, now());
    byte[] body = scratch;
    if (gzip) {
      body = compressed(length);
      length = body.length;
    }
    out.put(heads[issue]);
    out.put(Integer.toString(length).getBytes(StandardCharsets.ISO_8859_1));
    out.put((byte) '\r').put((byte) '\n').put((byte) '\r').put((byte) '\n');
    out.put(body, 0, length);
  }

  /** The body alone, for callers with an HTTP client of their own. */
  byte[] body(long number) {
    var body = bodies[issueOf(number)];
    var target = new byte[body.length()];
    body.fill(target, 0, number, ids, TIME.format(Instant.now()).getBytes(StandardCharsets.UTF_8));
    return target;
  }

  /** One compressor for all: making one costs more than a small body does. */
  private byte[] compressed(int length) {
    var out = new byte[length + GZIP_ROOM];
    System.arraycopy(GZIP_HEAD, 0, out, 0, GZIP_HEAD.length);
    deflater.reset();
    deflater.setInput(scratch, 0, length);
    deflater.finish();
    int end = GZIP_HEAD.length + deflater.deflate(out, GZIP_HEAD.length, out.length - GZIP_ROOM);
    if (!deflater.finished()) {
      throw new IllegalStateException("a body of %d bytes grows by gzip".formatted(length));
    }
    checksum.reset();
    checksum.update(scratch, 0, length);
    ByteBuffer.wrap(out, end, Integer.BYTES * 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) checksum.getValue())
        .putInt(length);
    return Arrays.copyOf(out, end + Integer.BYTES * 2);
  }

  private byte[] now() {
    long millis = System.currentTimeMillis();
    if (millis != timeMillis) {
      timeMillis = millis;
      time = TIME.format(Instant.ofEpochMilli(millis)).getBytes(StandardCharsets.ISO_8859_1);
    }
    return time;
  }
}
