import { approvalsTable } from './approvals.ts'
import { checksTable } from './checks.ts'
import { citizenTables } from './citizen-tables.ts'
import { compact } from './compaction.ts'
import { openDatabase } from './database.ts'
import { dynamicCodesTable } from './dynamic-codes.ts'
import { enrolmentCodesTable } from './enrolment-codes.ts'
import { groupCommit } from './group-commit.ts'
import { partyServersTable } from './party-servers.ts'
import { pseudonymsTable } from './pseudonyms.ts'
import { receiptsTable } from './receipts.ts'
import { registryTables, seedRegistry } from './registry.ts'
import { terminalRegistrationsTable } from './terminal-registrations.ts'
import { terminalsTable } from './terminals.ts'
import { walletCodesTable } from './wallet-codes.ts'

/** Everything the platform keeps, in one database file. */
export type Store = ReturnType<typeof openStore>

/**
 * @param file the database file, made when it is missing
 * @param random gives that many random bytes; draws the 网号 of a new sandbox
 */
export function openStore(file: string, random: (length: number) => Uint8Array) {
  const connection = openDatabase(file)
  seedRegistry(connection, random)
  return {
    registry: registryTables(connection),
    ...citizenTables(connection),
    terminals: terminalsTable(connection),
    terminalRegistrations: terminalRegistrationsTable(connection),
    enrolmentCodes: enrolmentCodesTable(connection),
    walletCodes: walletCodesTable(connection),
    dynamicCodes: dynamicCodesTable(connection),
    approvals: approvalsTable(connection),
    pseudonyms: pseudonymsTable(connection, random),
    checks: checksTable(connection),
    receipts: receiptsTable(connection),
    partyServers: partyServersTable(connection),
    /** All or nothing, together with what else waits; what it resolves with is on disk. */
    soon: groupCommit(connection),
    /** All or nothing; what it returned is on disk. */
    transaction: <Result>(work: () => Result): Result => {
      let result: { readonly value: Result } | undefined
      connection
        .transaction(() => {
          result = { value: work() }
        })
        .immediate()
      if (!result) throw new Error('the transaction did not run')
      return result.value
    },
    /** Leaves nothing of what was deleted in the file. */
    compact: (): void => compact(connection),
    close: (): void => {
      connection.close()
    },
  }
}
