/** Deleted data is nowhere in the data file or its log once no one is signed in. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AccountId, EmailAddress, EmailKey, VaultId } from '../../src/main/domain/ids.ts'
import { good, hour, restarted, type World, world } from '../world.ts'

const address = 'grace.hopper.of.the.navy@example.com'

/** The files of the profile that contain a text, ignoring case. */
function filesWith(w: World, text: string): string[] {
  return readdirSync(w.folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(w.folder, name)).isFile())
    .filter((name) => readFileSync(join(w.folder, name), 'latin1').toLowerCase().includes(text))
}

/** Waits for what the app does when a session ends. */
async function atRest(w: World): Promise<void> {
  await w.deliver()
  await w.idleCheckpoints().stop()
}

async function withGrace(): Promise<World> {
  const w = world()
  await w.withMail()
  await w.confirmed('ada@example.com')
  await w.confirmed(address)
  const [grace] = w.accounts.byEmail(address as EmailKey)
  if (grace === undefined) throw new Error('no account')
  // More than fit on a page, so that rows move from one to another.
  for (let n = 0; n < 150; n += 1) {
    const email = `${(n * 37) % 150}@example.com` as EmailAddress & EmailKey
    const ids = { id: w.random.id() as AccountId, vaultId: w.random.id() as VaultId }
    w.accounts.insert({ ...grace, ...ids, email, emailKey: email, role: 'member' })
  }
  await w.deliver()
  await atRest(w)
  return w
}

describe('the address of an account that was deleted', () => {
  async function deleted(): Promise<World> {
    const w = await withGrace()
    expect(filesWith(w, address)).not.toEqual([])
    await w.signIn(address)
    await w.app.account.delete({ password: good })
    return w
  }

  it('is in no byte of the data file and its log when the app has ended', async () => {
    const w = await deleted()
    w.close()
    expect(filesWith(w, address)).toEqual([])
  })

  it('nor while it goes on running', async () => {
    const w = await deleted()
    await atRest(w)
    expect(filesWith(w, address)).toEqual([])
  })
})

it('the address of any of many accounts is in no byte of the data file once it is deleted', async () => {
  const w = await withGrace()
  const gone = Array.from({ length: 20 }, (_, n) => `${n * 7}@example.com`)
  for (const email of gone) {
    for (const { id } of w.accounts.byEmail(email as EmailKey)) w.accounts.delete(id)
  }
  w.close()
  const bytes = readFileSync(join(w.folder, 'latchkey.sqlite'), 'latin1')
  // The character before it must not be a digit, or `7@…` would be found in `107@…`.
  expect(gone.filter((email) => new RegExp(`(?<!\\d)${email}`).test(bytes))).toEqual([])
})

describe('the address of a change that was cancelled', () => {
  const next = 'grace.at.her.new.place@example.org'

  async function cancelled(): Promise<World> {
    const w = await withGrace()
    await w.signIn(address)
    await w.app.account.changeEmail({ email: next, password: good })
    await atRest(w)
    expect(filesWith(w, next)).not.toEqual([])
    w.app.account.cancelEmailChange()
    return w
  }

  it('is in no byte of the data file and its log when the session is locked', async () => {
    const w = await cancelled()
    w.app.locker.now()
    await atRest(w)
    expect(filesWith(w, next)).toEqual([])
  })

  it('nor that of one that gave way to another', async () => {
    const w = await withGrace()
    await w.signIn(address)
    await w.app.account.changeEmail({ email: next, password: good })
    await w.deliver()
    w.clock.pass(hour)
    await w.app.account.changeEmail({ email: `other.${next}`, password: good })
    w.close()
    const [file = ''] = filesWith(w, next)
    const bytes = readFileSync(join(w.folder, file), 'latin1')
    expect(bytes.replaceAll(`other.${next}`, '')).not.toContain(next)
  })

  it('nor after the next start', async () => {
    const again = restarted(await cancelled())
    again.close()
    expect(filesWith(again, next)).toEqual([])
  })
})
