import type { Deps } from '../deps'
import { DomainFailure } from '../failure'
import { type OpenNeeds, openOne } from './open-one'
import type { Vaults } from './open-vault'
import { vaultBoxes } from './rows'

/** Opens the vault of whoever signs in, and forgets all of it when the session ends. */
export function openVaults(deps: OpenNeeds & Pick<Deps, 'cipher' | 'sessions'>): Vaults {
  const { cipher, sessions } = deps
  const listeners = new Set<() => void>()
  let current: ReturnType<typeof openOne> | null = null

  sessions.onBegin(({ id: accountId, vaultId }, vaultKey) => {
    const scope = { accountId, vaultId }
    current = openOne(deps, scope, vaultBoxes(cipher, vaultKey, scope), () => {
      for (const listener of listeners) listener()
    })
  })
  sessions.onEnd(() => {
    const closing = current
    current = null
    closing?.close(sessions.account() !== null)
    forgetLastMatch()
  })

  return {
    current() {
      if (current === null) throw new DomainFailure('NOT_SIGNED_IN')
      return current.vault
    },
    onChange: (listener) => void listeners.add(listener),
  }
}

/** The engine holds on to the text that a regular expression last matched (`RegExp.input`). */
function forgetLastMatch(): void {
  ;/^/.test('')
}
