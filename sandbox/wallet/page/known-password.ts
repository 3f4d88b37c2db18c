import { createContext, useContext } from 'react'

/** The 口令 that every invented citizen begins with: no secret, and shown to whoever tries the phone. */
export const KnownPasswordContext = createContext('')

export function useKnownPassword(): string {
  return useContext(KnownPasswordContext)
}
