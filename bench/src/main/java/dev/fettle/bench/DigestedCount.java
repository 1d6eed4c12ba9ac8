package dev.fettle.bench;

import java.io.IOException;
import java.sql.SQLException;

/** How many events the server has finished with, since it began. */
interface DigestedCount {

  long now() throws IOException, SQLException, InterruptedException;
}
