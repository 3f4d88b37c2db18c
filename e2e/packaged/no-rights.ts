/** The user nobody and its group, as every Linux has them. */
export const nobody = 65_534

/** A command, run by a user who has no rights at all. */
export function byNobody(command: readonly string[]): readonly [string, ...string[]] {
  const ids = ['--reuid', String(nobody), '--regid', String(nobody)]
  return ['setpriv', ...ids, '--clear-groups', '--inh-caps=-all', '--', ...command]
}
