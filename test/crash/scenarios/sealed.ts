import assert from 'node:assert/strict'
import { hour, type World } from '../../support/build-world.ts'
import {
  assertEntries,
  byTitle,
  email,
  entriesOf,
  inWorld,
  passwordOf,
  type Scenario,
  signInAs,
  someEntries,
} from '../scenario.ts'

const entries = someEntries(12)

/** Reopens every sealed vault with an earlier password. */
async function reopenAll(w: World, password: string): Promise<void> {
  for (const { id } of await w.app.sealed.list(undefined)) {
    await w.app.sealed.reopen({ id, by: { kind: 'password', password } })
  }
}

/** Every entry must be in the open vault or in a sealed one. */
async function assertNothingLost(w: World, password: string): Promise<void> {
  const open = entriesOf(w)
  const sealed = w.sealedVaults.list(w.sessions.require().id)
  const rows = sealed.reduce((sum, { vaultId }) => sum + w.vaultRows.count(vaultId), 0)
  assert.equal(open.length + rows, entries.length, `${open.length} open, ${rows} sealed`)
  await reopenAll(w, password)
  assertEntries(w, entries)
}

export const sealedAndReopened: Scenario = {
  what: 'resets that seal the vault, and the vault reopened and merged',
  prepare: (at) =>
    inWorld(at, async (w) => {
      await w.withMail()
      await w.confirmed(email, passwordOf(0))
      await w.signIn(email, passwordOf(0))
      w.openVault.current().add(byTitle(entries))
      // So that nothing on this computer can open the vault.
      await w.app.deviceKey.set({ keep: 'never', password: passwordOf(0) })
    }),
  work: (at, from, say) =>
    inWorld(at, async (w) => {
      for (let state = from; ; state += 1) {
        say(state)
        w.clock.pass(2 * hour)
        const { ref } = await w.paste(await w.resetLink(email))
        await w.app.link.redeemReset({ ref, password: passwordOf(state + 1), expected: 'sealed' })
        await w.signIn(email, passwordOf(state + 1))
        await w.app.deviceKey.set({ keep: 'never', password: passwordOf(state + 1) })
        await reopenAll(w, passwordOf(state))
      }
    }),
  check: (at, said) =>
    inWorld(at, async (w) => {
      const found = await signInAs(w, [said, said + 1])
      await assertNothingLost(w, passwordOf(said))
      await w.app.deviceKey.set({ keep: 'never', password: passwordOf(found) })
      return found
    }),
}
