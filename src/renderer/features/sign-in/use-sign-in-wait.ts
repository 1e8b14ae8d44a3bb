import { useState } from 'react'

/** As main compares addresses, nearly: a wait shown once too often is only asked for again. */
const key = (email: string) => email.trim().toLowerCase()

/** A wait belongs to the address it was met with: somebody else may sign in meanwhile. */
export function useSignInWait(typed: string) {
  const [waits, setWaits] = useState<ReadonlyMap<string, number>>(new Map())
  return {
    until: waits.get(key(typed)) ?? null,
    begin: (email: string, until: number) => setWaits(new Map(waits).set(key(email), until)),
  }
}
