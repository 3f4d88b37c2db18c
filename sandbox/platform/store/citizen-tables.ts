import { applicationsSchema, applicationsTable } from './applications.ts'
import { citizensTable, identitiesSchema } from './citizens.ts'
import { consentsSchema, consentsTable } from './consents.ts'
import type { Connection } from './database.ts'
import { deliveriesSchema, deliveriesTable } from './deliveries.ts'
import { exportAuditSchema, exportAuditTable } from './export-audit.ts'
import { incidentsSchema, incidentsTable } from './incidents.ts'
import { livenessSchema, livenessTable } from './liveness.ts'
import { passwordsSchema, passwordsTable } from './passwords.ts'
import { policyTermsTable } from './policy-terms.ts'
import { securityEventsSchema, securityEventsTable } from './security-events.ts'

/** All that is kept of citizens and of the rules about them. Each can be run on a database that has it already. */
export const citizenSchemas = [
  identitiesSchema,
  applicationsSchema,
  passwordsSchema,
  livenessSchema,
  securityEventsSchema,
  consentsSchema,
  deliveriesSchema,
  incidentsSchema,
  exportAuditSchema,
]

export function citizenTables(connection: Connection) {
  return {
    citizens: citizensTable(connection),
    applications: applicationsTable(connection),
    passwords: passwordsTable(connection),
    liveness: livenessTable(connection),
    securityEvents: securityEventsTable(connection),
    policyTerms: policyTermsTable(connection),
    consents: consentsTable(connection),
    deliveries: deliveriesTable(connection),
    incidents: incidentsTable(connection),
    exportAudit: exportAuditTable(connection),
  }
}
