/**
 * The database: embedded or external PostgreSQL, migrations, transactions, writing in bulk, daily
 * partitions and their retention. Owns no table of its own.
 */
@NullMarked
package dev.fettle.platform.db;

import org.jspecify.annotations.NullMarked;
