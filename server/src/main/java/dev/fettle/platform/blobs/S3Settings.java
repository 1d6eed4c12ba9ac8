package dev.fettle.platform.blobs;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, by the names that GlitchTip and django-storages give its settings.
 *
 * @param endpoint of a server that is not Amazon's, or null
 * @param prefix before the names of all objects: empty, or a path that ends with a slash
 * @param keys null: the machine's role, or whatever else Amazon's library finds
 */
record S3Settings(
    String bucket,
    @Nullable URI endpoint,
    String region,
    boolean pathStyle,
    String prefix,
    @Nullable Keys keys) {

  /** An access key; its secret is never shown. */
  record Keys(String id, String secret) {
    @Override
    public String toString() {
      return "Keys[" + id + ", ***]";
    }
  }

  /** The bucket that is set, or null: contents are in the data folder. */
  static @Nullable S3Settings read(Settings settings) {
    var bucket =
        settings.optional(
            "AWS_STORAGE_BUCKET_NAME",
            "Bucket for files (attachments and the like); without it they are in the data folder.");
    var endpoint =
        settings.optional(
            "AWS_S3_ENDPOINT_URL",
            "Address of an S3 server that is not Amazon's: MinIO, Garage, Ceph.");
    var region = settings.text("AWS_S3_REGION_NAME", "us-east-1", "Region of the bucket.");
    var style =
        settings.text(
            "AWS_S3_ADDRESSING_STYLE",
            "auto",
            "Where the bucket's name goes: path, virtual (in front of the host), or auto: path with AWS_S3_ENDPOINT_URL.");
    var location =
        settings.text("AWS_LOCATION", "", "Folder inside the bucket that holds all of it.");
    var id =
        settings.optional(
            "AWS_ACCESS_KEY_ID",
            "Access key of the bucket; without it the machine's role at Amazon.");
    var secret = settings.secret("AWS_SECRET_ACCESS_KEY", "Secret of AWS_ACCESS_KEY_ID.");
    if (bucket == null) {
      if (endpoint != null) {
        throw new SettingsException(
            "AWS_S3_ENDPOINT_URL is set and AWS_STORAGE_BUCKET_NAME is not, so files would stay in the data folder. Name the bucket, or remove AWS_S3_ENDPOINT_URL.");
      }
      return null;
    }
    if ((id == null) != (secret == null)) {
      throw new SettingsException(
          "Of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set. Set both, or none for the machine's role at Amazon.");
    }
    return new S3Settings(
        bucket,
        endpoint == null ? null : address(endpoint),
        region,
        pathStyle(style, endpoint),
        prefix(location),
        id == null || secret == null ? null : new Keys(id, secret));
  }

  private static URI address(String endpoint) {
    try {
      var uri = URI.create(endpoint);
      var scheme = uri.getScheme();
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(scheme) || "https".equals(scheme))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrongAddress(e);
    }
    throw wrongAddress(null);
  }

  private static SettingsException wrongAddress(@Nullable Throwable cause) {
    var message =
        "AWS_S3_ENDPOINT_URL is no address: expected https://host or http://host:port, without a user.";
    return cause == null ? new SettingsException(message) : new SettingsException(message, cause);
  }

  private static boolean pathStyle(String style, @Nullable String endpoint) {
    return switch (style.strip().toLowerCase(Locale.ROOT)) {
      case "path" -> true;
      case "virtual" -> false;
      case "auto" -> endpoint != null;
      default ->
          throw new SettingsException(
              "AWS_S3_ADDRESSING_STYLE is \"%s\": expected path, virtual or auto."
                  .formatted(style));
    };
  }

  private static String prefix(String location) {
    var path = location.strip().replaceAll("^/+|/+$", "");
    return path.isEmpty() ? "" : path + "/";
  }

  /** Where it is, for people. */
  String place() {
    return "the bucket %s%s".formatted(bucket, endpoint == null ? "" : " at " + endpoint);
  }
}
