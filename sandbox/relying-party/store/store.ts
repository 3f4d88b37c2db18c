import { compact } from '../../platform/store/compaction.ts'
import { accountsTable } from './accounts.ts'
import { openDatabase } from './database.ts'
import { deliveriesTable } from './deliveries.ts'
import { receiptsTable } from './receipts.ts'
import { retainedTable } from './retained.ts'

/** Everything one relying party keeps, in one database file of its own. */
export type RelyingPartyStore = ReturnType<typeof openRelyingPartyStore>

/** @param file made when it is missing */
export function openRelyingPartyStore(file: string) {
  const connection = openDatabase(file)
  return {
    accounts: accountsTable(connection),
    receipts: receiptsTable(connection),
    deliveries: deliveriesTable(connection),
    retained: retainedTable(connection),
    /** All or nothing; what it did is on disk. */
    transaction: (work: () => void): void => {
      connection.transaction(work).immediate()
    },
    /** Leaves nothing of what was deleted in the file. */
    compact: (): void => compact(connection),
    close: (): void => {
      connection.close()
    },
  }
}
