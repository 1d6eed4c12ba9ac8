package dev.fettle.platform.db;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server in use; closing it stops an embedded one and leaves an external one alone.
 */
public record DatabaseServer(DatabaseAddress address, @Nullable EmbeddedPostgres embedded)
    implements AutoCloseable {

  static DatabaseServer embedded(EmbeddedPostgres postgres) {
    return new DatabaseServer(postgres.address(), postgres);
  }

  public static DatabaseServer external(DatabaseAddress address) {
    return new DatabaseServer(address, null);
  }

  @Override
  public void close() throws IOException {
    if (embedded != null) {
      embedded.close();
    }
  }
}
