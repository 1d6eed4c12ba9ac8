/** The database: embedded or external PostgreSQL, migrations, transactions. Owns no table. */
@NullMarked
package dev.fettle.platform.db;

import org.jspecify.annotations.NullMarked;
