package dev.fettle.platform.blobs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Contents as objects of a bucket, named {@code blobs/<hash>}. An object appears when it is whole;
 * a large one is sent in parts of {@value #PART} bytes and appears with the last.
 *
 * <p>Checksums beyond the signature are sent only where S3 demands them: servers that are not
 * Amazon's do not know them all.
 */
final class S3Vault implements Vault, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3Vault.class);

  static final int PART = 16 * 1024 * 1024;
  private static final String TYPE = "application/octet-stream";
  private static final int ATTEMPTS = 3;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** One part at 140 kB/s. */
  private static final Duration ATTEMPT = Duration.ofMinutes(2);

  private static final Duration ALL_ATTEMPTS = Duration.ofMinutes(5);

  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;

  private final S3Settings settings;
  private final S3Client client;
  private final InstantSource clock;

  S3Vault(S3Settings settings, InstantSource clock) {
    this.settings = settings;
    this.client = client(settings);
    this.clock = clock;
  }

  private static S3Client client(S3Settings settings) {
    var keys = settings.keys();
    var http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
    var builder =
        S3Client.builder()
            .httpClientBuilder(http)
            .region(Region.of(settings.region()))
            .forcePathStyle(settings.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .credentialsProvider(
                keys == null
                    ? DefaultCredentialsProvider.builder().build()
                    : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.id(), keys.secret())))
            .overrideConfiguration(all ->
                all.retryStrategy(retry -> retry.maxAttempts(ATTEMPTS))
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(ALL_ATTEMPTS));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  @Override
  public void write(BlobHash hash, BlobContent content) {
    var key = key(hash.hex());
    asking(() -> {
      if (size(key) == content.size()) {
        return false;
      }
      if (content.size() > PART) {
        writeParts(key, content);
      } else {
        client.putObject(
            put -> put.bucket(settings.bucket()).key(key).contentType(TYPE),
            body(content, 0, content.size()));
      }
      return true;
    });
  }

  /** Of the object; -1 when there is none. */
  private long size(String key) {
    try {
      return client.headObject(head -> head.bucket(settings.bucket()).key(key)).contentLength();
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
      return -1;
    }
  }

  private void writeParts(String key, BlobContent content) {
    var upload =
        client
            .createMultipartUpload(
                create -> create.bucket(settings.bucket()).key(key).contentType(TYPE))
            .uploadId();
    try {
      var parts = new ArrayList<CompletedPart>();
      for (long from = 0; from < content.size(); from += PART) {
        int number = parts.size() + 1;
        var answer =
            client.uploadPart(
                part -> part.bucket(settings.bucket()).key(key).uploadId(upload).partNumber(number),
                body(content, from, Math.min(PART, content.size() - from)));
        parts.add(CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build());
      }
      client.completeMultipartUpload(complete ->
          complete
              .bucket(settings.bucket())
              .key(key)
              .uploadId(upload)
              .multipartUpload(all -> all.parts(parts)));
    } catch (RuntimeException e) {
      abort(key, upload);
      throw e;
    }
  }

  private void abort(String key, String upload) {
    try {
      client.abortMultipartUpload(
          abort -> abort.bucket(settings.bucket()).key(key).uploadId(upload));
    } catch (SdkException e) {
      LOG.debug("The parts of {} are removed later", key, e);
    }
  }

  /** A part of a content, opened anew for each attempt. */
  private static RequestBody body(BlobContent content, long from, long size) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            var bytes = content.open();
            bytes.skipNBytes(from);
            return new Part(bytes, size);
          } catch (IOException e) {
            throw new UncheckedIOException("a content cannot be read", e);
          }
        },
        size,
        TYPE);
  }

  @Override
  public Optional<InputStream> open(BlobHash hash) {
    return asking(() -> {
      try {
        return Optional.of(
            new Download(
                client.getObject(get -> get.bucket(settings.bucket()).key(key(hash.hex())))));
      } catch (S3Exception e) {
        if (e.statusCode() != NOT_FOUND || e instanceof NoSuchBucketException) {
          throw e;
        }
        return Optional.empty();
      }
    });
  }

  @Override
  public void delete(BlobHash hash) {
    asking(
        () -> client.deleteObject(delete -> delete.bucket(settings.bucket()).key(key(hash.hex()))));
  }

  /** Also removes parts that a crash left without their whole. */
  @Override
  public void list(int shard, BiConsumer<BlobHash, Instant> seen) {
    var prefix = key(HexFormat.of().toHexDigits((byte) shard));
    asking(() -> {
      for (var object :
          client
              .listObjectsV2Paginator(list -> list.bucket(settings.bucket()).prefix(prefix))
              .contents()) {
        var hash = BlobHash.parse(object.key().substring(key("").length()));
        if (hash != null) {
          seen.accept(hash, object.lastModified());
        }
      }
      removeUnfinished(prefix);
      return true;
    });
  }

  private void removeUnfinished(String prefix) {
    var before = clock.instant().minus(LONGEST_WRITE);
    for (var upload :
        client
            .listMultipartUploadsPaginator(list -> list.bucket(settings.bucket()).prefix(prefix))
            .uploads()) {
      if (upload.initiated() != null && upload.initiated().isBefore(before)) {
        abort(upload.key(), upload.uploadId());
      }
    }
  }

  /** Whether it can be used, by a look at it. */
  void look() {
    list(0, (_, _) -> {});
  }

  @Override
  public void close() {
    client.close();
  }

  private String key(String name) {
    return settings.prefix() + "blobs/" + name;
  }

  private <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (S3Exception e) {
      throw BlobUnavailableException.ofBucket(
          "%s refuses: %s (%d). %s"
              .formatted(sentence(settings.place()), e.getMessage(), e.statusCode(), remedy(e)),
          e);
    } catch (SdkException e) {
      throw BlobUnavailableException.ofBucket(
          "%s does not answer: %s. See that it runs and can be reached from here; what waits for it goes on by itself."
              .formatted(sentence(settings.place()), e.getMessage()),
          e);
    }
  }

  private static String remedy(S3Exception refusal) {
    if (refusal instanceof NoSuchBucketException) {
      return "Make the bucket, or correct AWS_STORAGE_BUCKET_NAME.";
    }
    return refusal.statusCode() == FORBIDDEN
        ? "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_S3_REGION_NAME; the key must be allowed to get, put, delete and list objects."
        : "See what its own log says; what waits for it goes on by itself.";
  }

  private static String sentence(String place) {
    return Character.toUpperCase(place.charAt(0)) + place.substring(1);
  }

  /** The next bytes of a stream. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream bytes, long size) {
      super(bytes);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : super.read();
      if (read >= 0) {
        left--;
      }
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = left == 0 ? -1 : super.read(target, offset, (int) Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /** An object on its way; leaving it early does not fetch the rest. */
  private static final class Download extends FilterInputStream {
    private final ResponseInputStream<?> response;
    private boolean ended;

    Download(ResponseInputStream<?> response) {
      super(response);
      this.response = response;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      ended |= read < 0;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      ended |= read < 0;
      return read;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        super.close();
      } else {
        response.abort();
      }
    }
  }
}
