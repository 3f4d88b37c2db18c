import { citizensSchema } from './citizens.ts'
import type { Connection } from './database.ts'

/**
 * Takes a database of version 1, where names stood beside network numbers, to version 2. The numbers stay; who the
 * invented citizens are is entered anew at every opening.
 */
export function migrateCitizens(connection: Connection): void {
  connection.pragma('foreign_keys = OFF')
  // Else the tables that point to citizens would be made to point to the old table under its new name.
  connection.pragma('legacy_alter_table = ON')
  connection
    .transaction(() =>
      connection.exec(`
        alter table citizens rename to citizens_1;
        ${citizensSchema}
        insert into citizens select id, 'active', network_number from citizens_1;
        drop table citizens_1;
        pragma user_version = 2;
      `),
    )
    .immediate()
  connection.pragma('legacy_alter_table = OFF')
  connection.pragma('foreign_keys = ON')
}
