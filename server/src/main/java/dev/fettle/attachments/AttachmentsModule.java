package dev.fettle.attachments;

import dev.fettle.platform.blobs.BlobHolder;
import dev.fettle.platform.blobs.Blobs;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Builds attachments. */
@Configuration(proxyBeanMethods = false)
public class AttachmentsModule {

  @Bean
  AttachmentLimits attachmentLimits(Settings settings) {
    return AttachmentLimits.from(settings);
  }

  @Bean
  Partitions attachmentPartitions(
      PartitionStore store, InstantSource clock, AttachmentLimits limits) {
    return new Partitions(store, "event_attachment", clock, limits.retention());
  }

  @Bean
  BlobHolder attachmentBlobs() {
    return new BlobHolder("event_attachment", "sha256");
  }

  @Bean
  AttachmentStore attachmentStore(JdbcClient jdbc, TableCopy copy) {
    return new AttachmentStore(jdbc, copy);
  }

  @Bean
  Retention attachmentsRetention(Partitions attachmentPartitions) {
    var setting = "GLITCHTIP_MAX_FILE_LIFE_DAYS";
    return Retention.of(
        TableLife.of("event_attachment")
            .partitioned(attachmentPartitions, setting)
            .ownedBy("project", "project_id", AttachmentStore.ERASE));
  }

  @Bean
  AttachmentConsumer attachmentConsumer(
      Ids ids,
      AttachmentLimits limits,
      Partitions attachmentPartitions,
      NameStore names,
      AttachmentStore store,
      Blobs blobs) {
    return new AttachmentConsumer(ids, limits, attachmentPartitions, names, store, blobs);
  }
}
