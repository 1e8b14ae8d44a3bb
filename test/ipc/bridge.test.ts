import { type ChannelName, channels } from '@contract/channels'
import { errorCodes } from '@contract/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer } from '../../src/main/ipc/answer.ts'
import { dispatcher } from '../../src/main/ipc/dispatch.ts'
import type { AppHost } from '../../src/main/ipc/host.ts'
import { type Sender, type SenderCheck, senderCheck } from '../../src/main/ipc/sender.ts'
import { fakeComputer } from '../fakes/computer.ts'
import { computerOf } from '../support/computer.ts'
import { type World, world } from '../world.ts'

const names = Object.keys(channels) as ChannelName[]
const anybody: SenderCheck = () => true
const noEvent = {} as Sender

function hostOf(w: World | null): AppHost {
  return {
    settled: () => Promise.resolve(),
    profile: () => 'own',
    chosen: () => true,
    services: () => w?.app ?? null,
    problem: () => (w ? null : { code: 'DATABASE_CORRUPT', path: '/data', backup: null }),
    choose: () => Promise.resolve(),
    reopen: () => Promise.resolve(),
    recover: () => Promise.resolve(null),
    openAnyway: () => Promise.resolve(null),
    showDataFolder: () => {},
    showMailbox: () => {},
    renewPage: () => Promise.resolve(),
    ...fakeComputer(),
    platform: 'linux',
  }
}

function bridge(w: World | null, allowed: SenderCheck = anybody) {
  const logged: string[] = []
  const dispatch = dispatcher(hostOf(w), computerOf(w))
  const log = { error: (what: string) => void logged.push(what) }
  const call = (name: ChannelName, ...args: unknown[]) =>
    answer(name, dispatch, allowed, log, noEvent, args)
  return { call, logged }
}

/** Values of every kind that structured cloning accepts. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withObjectString: true,
  withNullPrototype: true,
})

describe('the bridge', () => {
  it.each(names)('%s answers any wrong argument with a code, and never crashes', async (name) => {
    const { call, logged } = bridge(world())
    await fc.assert(
      fc.asyncProperty(anything, async (args) => {
        fc.pre(!channels[name].args.safeParse(args).success)
        expect(await call(name, args)).toEqual({ ok: false, code: 'BAD_REQUEST' })
      }),
      { numRuns: 200 },
    )
    expect(logged).toEqual([])
  })

  it.each(names)(
    '%s answers arguments of the right shape and hostile content with a code or a result',
    async (name) => {
      const w = world()
      const { call, logged } = bridge(w)
      const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.emailAddress())
      const shapes = fc.record(
        {
          email: text,
          password: text,
          current: text,
          next: text,
          text,
          profile: fc.constantFrom('own', 'demo'),
          ref: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
          remember: fc.boolean(),
          language: fc.constantFrom('en', 'ja', 'ar'),
          about: fc.oneof(
            fc.record({ kind: fc.constant('email'), email: text }),
            fc.record({ kind: fc.constant('link'), ref: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/) }),
            fc.constant({ kind: 'session' }),
          ),
        },
        { requiredKeys: [] },
      )
      await fc.assert(
        fc.asyncProperty(shapes, async (shape) => {
          const reply = await call(name, shape)
          if (!reply.ok) expect(errorCodes).toContain(reply.code)
        }),
        { numRuns: 100 },
      )
      expect(logged).toEqual([])
    },
  )

  it('refuses more arguments than one', async () => {
    const { call } = bridge(world())
    expect(await call('app.state', undefined, 'more')).toEqual({ ok: false, code: 'BAD_REQUEST' })
  })

  it('refuses fields that it does not know', async () => {
    const { call } = bridge(world())
    const args = { email: 'ada@example.com', isOwner: true }
    expect(await call('reset.ask', args)).toEqual({ ok: false, code: 'BAD_REQUEST' })
  })

  it.each(names)(
    '%s gives a stranger nothing, not even whether the argument was right',
    async (name) => {
      const w = world()
      let touched = false
      const { call } = bridge(w, () => false)
      w.app.account.home = () => {
        touched = true
        throw new Error('reached')
      }
      expect(await call(name)).toEqual({ ok: false, code: 'FORBIDDEN' })
      expect(touched).toBe(false)
    },
  )

  it('answers a fault of ours with a code and logs it without the argument', async () => {
    const w = world()
    const { call, logged } = bridge(w)
    w.app.reset.ask = () => {
      throw new Error('boom')
    }
    const fresh = await call('reset.ask', { email: 'ada@example.com' })
    expect(fresh).toEqual({ ok: false, code: 'INTERNAL' })
    expect(logged).toEqual(['channel reset.ask'])
  })

  it('says that the disk cannot be written in so many words', async () => {
    const w = world()
    const { call } = bridge(w)
    w.app.reset.ask = () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
    }
    expect(await call('reset.ask', { email: 'a@b.cc' })).toEqual({ ok: false, code: 'STORAGE' })
  })

  it('still says what is wrong when the data folder cannot be opened', async () => {
    const { call } = bridge(null)
    expect(await call('app.state')).toMatchObject({
      ok: true,
      value: { problem: { code: 'DATABASE_CORRUPT', path: '/data', backup: null } },
    })
    const args = { email: 'a@b.cc', password: 'x', remember: false }
    expect(await call('account.sign-in', args)).toEqual({ ok: false, code: 'NOT_READY' })
  })

  it('never answers with a password, a link token or a key', async () => {
    const w = world()
    await w.withMail()
    await w.create()
    await w.deliver()
    const link = w.lastLink()
    const { call } = bridge(w)
    const answers = [
      await call('app.state'),
      await call('account.home'),
      await call('mail.settings'),
      await call('link.paste', { text: link, email: null }),
      await call('link.paste', { text: w.lastCode(), email: null }),
      await call('outbox.list'),
      await call('updates.view'),
      await call('diagnostics.collect'),
    ]
    const said = JSON.stringify(answers)
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(said).not.toContain('server password')
    expect(said).not.toContain(link.split('.')[2])
    expect(said).not.toContain(w.lastCode())
  })
})

describe('who may call', () => {
  const frame = (url: string) => ({ url })
  function contents(url = 'app://latchkey/index.html') {
    const mainFrame = frame(url)
    return { mainFrame } as unknown as Sender['sender']
  }
  const app = contents()
  const mailbox = contents('app://latchkey/mailbox.html')
  const check = senderCheck((kind) => (kind === 'app' ? app : mailbox))
  const event = (sender: object, senderFrame: object | null) => ({ sender, senderFrame }) as Sender

  it('is the top frame of our own window', () => {
    expect(check(event(app, app.mainFrame), 'app')).toBe(true)
    expect(check(event(mailbox, mailbox.mainFrame), 'mailbox')).toBe(true)
  })

  it('is not another window, nor one window on another’s channels', () => {
    const stranger = contents()
    expect(check(event(stranger, stranger.mainFrame), 'app')).toBe(false)
    expect(check(event(mailbox, mailbox.mainFrame), 'app')).toBe(false)
    expect(check(event(app, app.mainFrame), 'mailbox')).toBe(false)
  })

  it('is not a frame inside it, nor one that is gone', () => {
    expect(check(event(app, frame('app://latchkey/index.html')), 'app')).toBe(false)
    expect(check(event(app, null), 'app')).toBe(false)
  })

  it.each([
    'https://latchkey/index.html',
    'app://latchkey.example.com/index.html',
    'app://mail/1',
    'file:///etc/passwd',
    'about:blank',
    'data:text/html,x',
  ])('is not our window once it shows %s', (url) => {
    const led = contents(url)
    const open = senderCheck(() => led)
    expect(open(event(led, led.mainFrame), 'app')).toBe(false)
  })
})
