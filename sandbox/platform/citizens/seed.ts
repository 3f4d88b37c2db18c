import { drawNetworkNumber, inventedCitizens } from '../citizens.ts'
import { citizensTable } from '../store/citizens.ts'
import type { Connection } from '../store/database.ts'
import { passwordsTable } from '../store/passwords.ts'
import { documentOfInvented } from './document-register.ts'
import { currentConsents } from './application-form.ts'
import { documentKinds } from './documents.ts'
import { inventedPasswordHash } from './invented-passwords.ts'

/** No mobile number begins with 120. */
const firstPhone = 12_000_000_000

/**
 * Enters the citizens that a sandbox begins with, once: one that was deleted does not come back. Each has the 口令
 * that is known of all of them.
 */
export function seedCitizens(connection: Connection, random: (length: number) => Uint8Array): void {
  const table = citizensTable(connection)
  const passwords = passwordsTable(connection)
  const enter = connection.prepare(`insert into citizens values (?, 'active', ?) on conflict (id) do nothing`)
  for (const [index, { id }] of inventedCitizens.entries()) {
    enter.run(id, drawNetworkNumber(random))
    if (table.find(id)?.state === 'deleted') continue
    // Also where an earlier version of the sandbox entered them without one.
    if (!passwords.find(id)) passwords.put(id, inventedPasswordHash(id))
    if (table.identity(id)) continue
    const document = documentOfInvented(id)
    const documentKind = documentKinds.find((kind) => kind === document.kind)
    if (!documentKind) throw new TypeError('an invented citizen has another paper')
    table.enterIdentity(id, {
      person: document.person,
      documentKind,
      documentNumber: document.number,
      name: document.name,
      birth: document.birth,
      phone: String(firstPhone + index + 1),
      ...currentConsents,
      markKey: random(32),
    })
  }
}
