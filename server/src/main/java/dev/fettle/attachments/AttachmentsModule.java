package dev.fettle.attachments;

import dev.fettle.platform.config.DataFolder;
import dev.fettle.platform.config.Settings;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.db.TableLife;
import dev.fettle.platform.jobs.Job;
import dev.fettle.platform.time.Ids;
import dev.fettle.projects.NameStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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
  FileRemoval fileRemoval(
      AttachmentStore store, ContentFolder folder, InstantSource clock, AttachmentLimits limits) {
    return new FileRemoval(store, folder, clock, limits.retention());
  }

  @Bean
  Job filesJob(FileRemoval removal, TransactionTemplate transactions) {
    return new Job(
        "attachment-files",
        Duration.ofHours(1),
        "Removes contents that no attachment refers to any more.",
        _ -> Boolean.TRUE.equals(transactions.execute(_ -> removal.removeSome())));
  }

  @Bean
  Retention attachmentsRetention(Partitions attachmentPartitions) {
    var setting = "GLITCHTIP_MAX_FILE_LIFE_DAYS";
    return Retention.of(
        TableLife.of("event_attachment")
            .partitioned(attachmentPartitions, setting)
            .ownedBy("project", "project_id", AttachmentStore.ERASE),
        TableLife.of("attachment_file").purgedBy("attachment-files", setting));
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
