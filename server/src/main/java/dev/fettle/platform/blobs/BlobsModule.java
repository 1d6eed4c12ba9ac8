package dev.fettle.platform.blobs;

import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.jobs.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the vault and what keeps it tidy. */
@Configuration(proxyBeanMethods = false)
public class BlobsModule {

  private static final Logger LOG = LoggerFactory.getLogger(BlobsModule.class);

  private static final String FOLDER = "blobs";

  /** The same files under the name that an earlier version gave their folder. */
  private static final String FORMER_FOLDER = "attachments";

  @Bean
  Vault vault(Settings settings, DataFolder data, InstantSource clock) {
    var folder = folder(data, clock);
    var bucket = S3Settings.read(settings);
    return bucket == null ? folder : new MovingVault(bucket(bucket, clock), folder);
  }

  /** One that cannot be used is told at the start, which does not wait for it. */
  private static Vault bucket(S3Settings settings, InstantSource clock) {
    var vault = new S3Vault(settings, clock);
    Thread.ofVirtual()
        .name("bucket")
        .start(() -> {
          try {
            vault.look();
            LOG.info("Files are kept in {}", settings.place());
          } catch (BlobUnavailableException e) {
            LOG.error("{}", e.getMessage());
          }
        });
    return vault;
  }

  private static FolderVault folder(DataFolder data, InstantSource clock) {
    var former = data.path().resolve(FORMER_FOLDER);
    var folder = data.path().resolve(FOLDER);
    if (Files.isDirectory(former) && !Files.exists(folder)) {
      try {
        Files.move(former, folder);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot rename %s to %s".formatted(former, folder), e);
      }
    }
    return new FolderVault(data.folder(FOLDER), clock);
  }

  @Bean
  BlobStore blobStore(JdbcClient jdbc, ObjectProvider<BlobHolder> holders) {
    return new BlobStore(jdbc, holders.orderedStream().toList());
  }

  @Bean
  Blobs blobs(BlobStore store, Vault vault, InstantSource clock) {
    return new Blobs(store, vault, clock);
  }

  @Bean
  Job blobsJob(
      BlobStore store, Vault vault, InstantSource clock, TransactionTemplate transactions) {
    var sweep = new BlobSweep(store, vault, clock, transactions);
    return new Job(
        "blobs",
        Duration.ofHours(1),
        "Removes contents that nothing refers to any more.",
        _ -> sweep.removeSome());
  }

  @Bean
  Job blobsMoveJob(Vault vault) {
    return new Job(
        "blobs-move",
        Duration.ofHours(1),
        "Moves contents from the data folder to the bucket, when one is set.",
        goOn -> vault instanceof MovingVault moving && moving.moveSome(goOn));
  }

  @Bean
  Retention blobsRetention() {
    return Retention.of(
        TableLife.of("blob").purgedBy("blobs", "as long as something refers to it"));
  }
}
