import type { Connection } from './database.ts'
import { walletCodesSchema } from './wallet-codes.ts'

/**
 * Takes a database of version 2, where codes and approvals bore a mode that nobody had proven, to version 3. They are
 * good for a minute or three: those that were out are void, and the next is asked for.
 */
export function migrateCodes(connection: Connection): void {
  connection
    .transaction(() =>
      connection.exec(`
        drop table wallet_codes;
        drop table if exists dynamic_codes;
        drop table if exists approvals;
        ${walletCodesSchema}
        pragma user_version = 3;
      `),
    )
    .immediate()
}
