import { type ChannelName, channels } from '@contract/channels'
import { describe, expect, it } from 'vitest'
import { answer } from '../../src/main/ipc/answer.ts'
import { dispatcher } from '../../src/main/ipc/dispatch.ts'
import type { AppHost } from '../../src/main/ipc/host.ts'
import type { Sender } from '../../src/main/ipc/sender.ts'
import { fakeComputer } from '../fakes/computer.ts'
import { computerOf } from '../support/computer.ts'
import { good, mailInput, type World, world } from '../world.ts'

/** Whom a channel answers: anyone who opened the app, anyone signed in, or the owner. */
type Who = 'anybody' | 'person' | 'owner' | 'demo'

const ref = 'A'.repeat(22)
const email = 'ada@example.com'
const wayIn = { kind: 'password', password: good }
const note = { kind: 'note', title: 't', notes: '', tags: [], favourite: false }
const query = { view: 'all', tag: null, text: '', sort: 'title', offset: 0, limit: 10 }
const words = { kind: 'words', words: 5, separator: '-', capitals: false, digit: false }
const times = { idleMinutes: null, onSleep: false, onScreenLock: false, onMinimize: false }

/** Every channel, with an argument that its schema accepts. */
const rights: Record<ChannelName, readonly [Who, unknown?]> = {
  'app.state': ['anybody'],
  'app.choose-profile': ['anybody', { profile: 'own' }],
  'app.retry': ['anybody'],
  'app.show-data-folder': ['anybody'],
  'app.show-mailbox': ['anybody'],
  'account.create': ['anybody', { email, password: good, remember: false, language: 'en' }],
  'account.sign-in': ['anybody', { email, password: good, remember: false }],
  'account.sign-out': ['anybody'],
  'account.home': ['person'],
  'account.change-password': ['person', { current: good, next: good }],
  'account.change-email': ['person', { email, password: good }],
  'account.cancel-email-change': ['person'],
  'account.send-confirmation': ['person'],
  'account.set-language': ['person', { language: 'en' }],
  'account.forget-address': ['anybody'],
  'account.delete': ['person', { password: good }],
  'password.assess': ['anybody', { password: 'x', about: { kind: 'email', email } }],
  'reset.ask': ['anybody', { email }],
  'reset.cancel': ['anybody', { email }],
  'reset.redeem': ['anybody', { ref, password: good, expected: 'kept' }],
  'link.paste': ['anybody', { text: 'x', email: null }],
  'link.renew': ['anybody', { ref }],
  'link.waiting': ['anybody'],
  'link.dismiss': ['anybody', { ref }],
  'link.confirm': ['anybody', { ref }],
  'mail.settings': ['owner'],
  'mail.save': ['owner', mailInput],
  'mail.test': ['owner', mailInput],
  'mail.providers': ['owner'],
  'mail.prove': ['owner', { code: 'x' }],
  'mail.discover': ['owner', { text: 'example.com' }],
  'outbox.list': ['owner'],
  'outbox.retry': ['owner', { id: null }],
  'outbox.send-again': ['owner', { id: 1 }],
  'outbox.cancel': ['owner', { id: 1 }],
  'vault.overview': ['person'],
  'vault.list': ['person', query],
  'vault.entry': ['person', { id: ref }],
  'vault.save': ['person', { id: null, entry: note }],
  'vault.set-favourite': ['person', { id: ref, favourite: true }],
  'vault.trash': ['person', { ids: [ref] }],
  'vault.restore': ['person', { ids: [ref] }],
  'vault.delete': ['person', { ids: [ref] }],
  'vault.empty-trash': ['person'],
  'vault.delete-damaged': ['person'],
  'vault.reveal': ['person', { id: ref, field: { kind: 'password' } }],
  'vault.copy': ['person', { id: ref, field: { kind: 'password' } }],
  'vault.otp': ['person', { id: ref }],
  'vault.open-url': ['person', { id: ref, index: 0 }],
  'vault.save-draft': ['person', { entry: null, input: note }],
  'vault.draft': ['person', { entry: null, kind: 'login' }],
  'vault.discard-draft': ['person', { entry: null, kind: 'login' }],
  'generator.make': ['anybody', words],
  'generator.copy': ['anybody', { text: 'x' }],
  'import.choose': ['person'],
  'import.unlock': ['person', { ref, email: null, by: wayIn }],
  'import.apply': ['person', { ref, duplicates: false }],
  'import.drop': ['person', { ref }],
  'import.undo': ['person'],
  'export.encrypted': ['person', { password: good, protect: { kind: 'code' } }],
  'export.plain': ['person', { password: good, format: 'json' }],
  'lock.now': ['anybody'],
  'lock.unlock': ['anybody', { password: 'wrong one, and long enough' }],
  'lock.leave': ['anybody'],
  'lock.settings': ['person'],
  'lock.save': ['person', times],
  'recovery.view': ['person'],
  'recovery.make': ['person', { password: good }],
  'recovery.print': ['person', { ref }],
  'recovery.save-page': ['person', { ref }],
  'recovery.keep': ['person', { ref }],
  'recovery.remind-later': ['person'],
  'recovery.drop': ['anybody', { ref }],
  'recovery.check': ['person', { code: 'x' }],
  'recovery.begin': ['anybody', { email, code: 'x' }],
  'recovery.use': ['anybody', { ref, code: 'x' }],
  'device-key.view': ['person'],
  'device-key.set': ['person', { keep: 'never', password: good }],
  'sealed.list': ['person'],
  'sealed.reopen': ['person', { id: ref, by: wayIn }],
  'sealed.delete': ['person', { id: ref, password: good }],
  'backup.list': ['person'],
  'backup.make': ['person'],
  'backup.preview': ['person', { id: 'x', by: wayIn }],
  'backup.restore': ['person', { id: 'x', by: null, password: good }],
  'backup.recover': ['anybody'],
  'backup.open-anyway': ['anybody'],
  'notices.view': ['person'],
  'notices.seen': ['person'],
  'keychain.unlock': ['anybody'],
  'computer.view': ['person'],
  'computer.save': ['owner', { tray: true }],
  'link-health.view': ['person'],
  'link-health.test': ['person'],
  'link-health.repair': ['owner'],
  'updates.view': ['anybody'],
  'updates.set': ['owner', { enabled: false }],
  'updates.check': ['owner'],
  'updates.plan': ['owner', { install: true }],
  'updates.restart': ['owner'],
  'updates.show-file': ['owner'],
  'diagnostics.collect': ['anybody'],
  'diagnostics.copy': ['anybody', { madeAt: 1 }],
  'diagnostics.save': ['anybody', { madeAt: 1 }],
  'mailbox.list': ['demo'],
  'mailbox.clear': ['demo'],
}

const names = (...who: Who[]) =>
  (Object.keys(rights) as ChannelName[]).filter((name) => who.includes(rights[name][0]))

const host = (w: World) =>
  ({
    services: () => w.app,
    settled: () => Promise.resolve(),
    renewPage: () => Promise.resolve(),
    ...fakeComputer(),
  }) as unknown as AppHost

function call(w: World, name: ChannelName) {
  const log = { error: () => {} }
  return answer(name, dispatcher(host(w), computerOf(w)), () => true, log, {} as Sender, [
    rights[name][1],
  ])
}

async function owner(): Promise<World> {
  const w = world()
  await w.create()
  return w
}

describe('without a session', () => {
  it.each(Object.keys(rights) as ChannelName[])('%s takes the argument of this test', (name) => {
    expect(channels[name].args.safeParse(rights[name][1]).success).toBe(true)
  })

  it.each(names('person', 'owner'))(
    '%s does nothing for one who is not signed in',
    async (name) => {
      const w = await owner()
      w.app.account.signOut()
      expect(await call(w, name)).toEqual({ ok: false, code: 'NOT_SIGNED_IN' })
    },
  )

  it.each(names('person', 'owner'))('%s does nothing while the vault is locked', async (name) => {
    const w = await owner()
    await w.app.lock.now(undefined)
    expect(await call(w, name)).toEqual({ ok: false, code: 'NOT_SIGNED_IN' })
  })

  it.each(names('demo'))('%s does nothing outside of the demo', async (name) => {
    expect(await call(await owner(), name)).toEqual({ ok: false, code: 'FORBIDDEN' })
  })
})

describe('a member', () => {
  it.each(names('owner'))('cannot call %s, which is the owner’s', async (name) => {
    const w = await owner()
    w.app.account.signOut()
    await w.create('grace@example.com')
    expect(await call(w, name)).toEqual({ ok: false, code: 'FORBIDDEN' })
  })

  it.each(names('owner'))('would reach %s as the owner', async (name) => {
    const reply = await call(await owner(), name)
    expect(reply).not.toMatchObject({ code: 'FORBIDDEN' })
    expect(reply).not.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })
})
