/** The password is changed or reset from one number to the next; the entries always stay the same. */
import assert from 'node:assert/strict'
import type { EmailKey } from '../../../src/main/domain/ids.ts'
import { fakeKeychain } from '../../fakes/keychain.ts'
import { hour, type World } from '../../support/build-world.ts'
import {
  assertEntries,
  email,
  inWorld,
  type Place,
  passwordOf,
  type Scenario,
  signInAs,
  someEntries,
} from '../scenario.ts'

const entries = someEntries(12)

async function prepare(at: Place, more: (w: World) => Promise<void> = async () => {}) {
  await inWorld(at, async (w) => {
    await w.withMail()
    await w.confirmed(email, passwordOf(0))
    await w.signIn(email, passwordOf(0))
    w.openVault.current().add(entries)
    await more(w)
  })
}

async function check(at: Place, said: number, more: (w: World) => void = () => {}) {
  return inWorld(at, async (w) => {
    const found = await signInAs(w, [said, said + 1])
    assertEntries(w, entries)
    assert.equal(w.app.account.home().altered, false)
    more(w)
    return found
  })
}

/** Changes the password again and again. */
function forever(step: (w: World, next: number) => Promise<void>): Scenario['work'] {
  return async (at, from, say) => {
    return inWorld(at, async (w) => {
      for (let state = from; ; state += 1) {
        say(state)
        w.clock.pass(2 * hour)
        await step(w, state + 1)
      }
    })
  }
}

export const change: Scenario = {
  what: 'passwords changed',
  prepare,
  check,
  work: forever(async (w, next) => {
    const current = passwordOf(next - 1)
    await w.signIn(email, current)
    await w.app.account.changePassword({ current, next: passwordOf(next) })
  }),
}

export const resetKept: Scenario = {
  what: 'passwords reset by mail, the vault kept by this computer’s key',
  prepare,
  check,
  work: forever(async (w, next) => {
    const { ref } = await w.paste(await w.resetLink(email))
    await w.app.link.redeemReset({ ref, password: passwordOf(next), expected: 'kept' })
  }),
}

/** The app shows the code only once, so this test stores it unencrypted with its data. */
const codeName = 'test.code'
const codeOf = (w: World) => String(w.settings.get(codeName))

export const resetByCode: Scenario = {
  what: 'passwords reset with the recovery code, the vault kept by it',
  prepare: (at) =>
    prepare(at, async (w) => {
      const { ref, code } = await w.app.recovery.make({ password: passwordOf(0) })
      await w.app.recovery.keep({ ref })
      w.settings.set(codeName, code)
    }),
  // The code still opens the vault.
  check: (at, said) => check(at, said, (w) => void w.app.recovery.check({ code: codeOf(w) })),
  work: forever(async (w, next) => {
    const { ref } = await w.app.recovery.begin({ email, code: codeOf(w) })
    await w.app.link.redeemReset({ ref, password: passwordOf(next), expected: 'kept-with-code' })
  }),
}

/** Never 64, the value that a world starts with. */
const memoryOf = (state: number) => 65 + (state % 7)

export const rewrap: Scenario = {
  what: 'sign-ins that wrap the vault key anew, for stronger Argon2id and a new keychain',
  prepare,
  async check(at, said) {
    return inWorld(at, async (w) => {
      const [before] = w.accounts.byEmail(email as EmailKey)
      // This sign-in wraps the key with this world's own parameters again.
      await w.signIn(email, passwordOf(0))
      assertEntries(w, entries)
      assert.equal(w.app.account.home().altered, false)
      return before?.kdf.memory === memoryOf(said) ? said + 1 : said
    })
  },
  async work(at, from, say) {
    for (let state = from; ; state += 1) {
      say(state)
      // A different keychain and different parameters at every start.
      const keychain = Object.assign(fakeKeychain(), { mark: 2 + (state % 200) })
      const next = { folder: at.folder, time: at.time + state * hour }
      await inWorld(
        next,
        async (w) => {
          Object.assign(w.kdf.defaults, { memory: memoryOf(state) })
          await w.signIn(email, passwordOf(0))
          // A kill should also hit the work that follows the answer.
          await new Promise((later) => setImmediate(later))
        },
        { keychain },
      )
    }
  },
}
