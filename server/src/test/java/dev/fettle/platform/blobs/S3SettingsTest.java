package dev.fettle.platform.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.Settings;
import dev.fettle.platform.config.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {

  private static @Nullable S3Settings read(String given) {
    var values = new HashMap<String, String>();
    for (var part : given.split(" ", -1)) {
      if (!part.isEmpty()) {
        values.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
      }
    }
    return S3Settings.read(Settings.of(values));
  }

  @Test
  void without_a_bucket_files_are_in_the_data_folder() {
    assertThat(read("")).isNull();
    assertThat(read("AWS_ACCESS_KEY_ID=for-something-else")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS_STORAGE_BUCKET_NAME=b                                                                  | false |
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ENDPOINT_URL=https://minio:9000                            | true  |
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ENDPOINT_URL=http://10.0.0.5 AWS_S3_ADDRESSING_STYLE=virtual | false |
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ADDRESSING_STYLE=Path AWS_LOCATION=/errors/files/           | true  | errors/files/
          """)
  void a_bucket_is_addressed_as_its_server_wants_it(
      String given, boolean pathStyle, @Nullable String prefix) {
    var settings = Objects.requireNonNull(read(given));
    assertThat(settings.pathStyle()).isEqualTo(pathStyle);
    assertThat(settings.prefix()).isEqualTo(prefix == null ? "" : prefix);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS_S3_ENDPOINT_URL=https://minio                                       | Name the bucket
          AWS_STORAGE_BUCKET_NAME=b AWS_ACCESS_KEY_ID=a                           | only one is set
          AWS_STORAGE_BUCKET_NAME=b AWS_SECRET_ACCESS_KEY=hidden                  | only one is set
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ADDRESSING_STYLE=host                  | expected path, virtual or auto
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ENDPOINT_URL=minio:9000                | expected https://host
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ENDPOINT_URL=ftp://minio               | expected https://host
          AWS_STORAGE_BUCKET_NAME=b AWS_S3_ENDPOINT_URL=https://a:hidden@minio    | without a user
          """)
  void a_contradiction_is_told_with_a_way_out(String given, String remedy) {
    assertThatThrownBy(() -> read(given))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(remedy)
        .hasMessageNotContaining("hidden");
  }

  @Test
  void the_secret_is_not_shown() {
    var settings =
        S3Settings.read(
            Settings.of(
                Map.of(
                    "AWS_STORAGE_BUCKET_NAME", "b",
                    "AWS_ACCESS_KEY_ID", "id",
                    "AWS_SECRET_ACCESS_KEY", "hidden")));
    assertThat(String.valueOf(settings)).contains("id").doesNotContain("hidden");
  }
}
