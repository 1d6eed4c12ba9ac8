package dev.fettle.attachments;

import dev.fettle.issues.NameStore;
import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
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
  ContentFolder contentFolder(DataFolder data) {
    return new ContentFolder(data.folder("attachments"));
  }

  @Bean
  AttachmentStore attachmentStore(JdbcClient jdbc, TableCopy copy) {
    return new AttachmentStore(jdbc, copy);
  }

  @Bean
  FileChore fileChore(
      AttachmentStore store, ContentFolder folder, InstantSource clock, AttachmentLimits limits) {
    return new FileChore(store, folder, clock, limits.retention());
  }

  @Bean
  AttachmentConsumer attachmentConsumer(
      Ids ids,
      AttachmentLimits limits,
      Partitions attachmentPartitions,
      NameStore names,
      AttachmentStore store,
      ContentFolder folder) {
    return new AttachmentConsumer(ids, limits, attachmentPartitions, names, store, folder);
  }
}
