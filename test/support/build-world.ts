/**
 * The real rules on a real SQLite file, with real encryption and tokens. Only what lies outside
 * the process is fake: the clock, the keychain, the mail server. Argon2id is replaced by one hash,
 * counted, so that a thousand sign-ins cost nothing; its adapter has tests of its own.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { nodeCipher, nodeRandom } from '../../src/main/adapters/crypto/cipher.ts'
import { joseLinkTokens } from '../../src/main/adapters/crypto/link-tokens.ts'
import { signingKeys } from '../../src/main/adapters/crypto/signing-keys.ts'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { clockGuard } from '../../src/main/domain/clock-guard.ts'
import type { SecretKey } from '../../src/main/domain/ids.ts'
import { linkRegistry } from '../../src/main/domain/links/registry.ts'
import { type Later, outbox } from '../../src/main/domain/mail/outbox.ts'
import { mailSettings } from '../../src/main/domain/mail/settings.ts'
import type { Kdf } from '../../src/main/domain/ports.ts'
import { attempts } from '../../src/main/domain/security/attempts.ts'
import { counterNames } from '../../src/main/domain/security/counter-names.ts'
import { passwordPolicy } from '../../src/main/domain/security/password-policy.ts'
import { passwordWraps } from '../../src/main/domain/security/password-wrap.ts'
import { quota } from '../../src/main/domain/security/quota.ts'
import { secrets } from '../../src/main/domain/security/secrets.ts'
import { services } from '../../src/main/domain/services.ts'
import { sessions } from '../../src/main/domain/session.ts'
import { estimate } from '../../src/main/workers/estimate.ts'
import { fakeKeychain } from '../fakes/keychain.ts'
import { fakeSender, jsonWriter } from '../fakes/mail.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export const good = 'tidal copper lantern yes'
export const better = 'seven quiet herons walk by'

export type World = ReturnType<typeof buildWorld>

export interface WorldOptions {
  readonly folder: string
  readonly keychain?: ReturnType<typeof fakeKeychain>
  readonly time?: number
  /** Real Argon2id, for benchmarks. */
  readonly kdf?: Kdf
}

export function buildWorld(options: WorldOptions) {
  const { folder } = options
  const stores = openStores(join(folder, 'latchkey.sqlite'))
  const { settings, transaction, accounts, requests } = stores
  const clock = {
    time: options.time ?? Date.UTC(2026, 10, 21, 9, 0, 0),
    now: () => clock.time,
    pass(ms: number) {
      clock.time += ms
    },
  }
  const kdf = {
    defaults: { memory: 64, passes: 1, lanes: 1 },
    runs: 0,
    /** Awaited inside a run, to hold two at the same point. */
    gate: Promise.resolve(),
    async derive(password: string, of: Parameters<Kdf['derive']>[1]) {
      kdf.runs += 1
      await kdf.gate
      const hash = createHash('sha256').update(password).update('\0').update(of.salt)
      return hash.update(`${of.memory}`).digest() as Uint8Array as SecretKey
    },
  }
  const keychain = options.keychain ?? fakeKeychain()
  const sender = fakeSender()
  const logged: string[] = []
  const log = { error: (what: string) => void logged.push(what) }
  const random = nodeRandom
  const cipher = nodeCipher
  const vault = secrets({ keychain, store: stores.secrets, settings })
  const mail = mailSettings({ settings, secrets: vault })
  const keys = signingKeys({ clock, random, secrets: vault, store: stores.signingKeys })
  const tokens = joseLinkTokens({ keys, issuer: 'install' })
  const guard = clockGuard({ clock, settings, requests, transaction })
  const base = { ...stores, clock, random, cipher, tokens, log, clockGuard: guard }
  // The queue's timer runs when a test says so, and only when the clock has come to it.
  let timer: { readonly work: () => void; readonly at: number } | null = null
  const later: Later = (work, delayMs) => {
    timer = { work, at: clock.time + delayMs }
    return () => {
      timer = null
    }
  }
  const queue = outbox({ ...base, sender, writer: jsonWriter, server: mail.server, later })
  const deps = {
    ...base,
    sessions: sessions(accounts),
    policy: passwordPolicy({ estimate: (...args) => Promise.resolve(estimate(...args)) }),
    wraps: passwordWraps({ kdf: options.kdf ?? kdf, cipher, random }),
    attempts: attempts({ clock, limits: stores.limits }),
    quota: quota({ clock, limits: stores.limits }),
    counters: counterNames({ cipher, random, settings }),
    links: linkRegistry(random),
    outbox: queue,
  }
  const app = services({
    ...deps,
    mail,
    secrets: vault,
    testSender: sender,
    writer: jsonWriter,
    demoMailbox: null,
  })

  async function deliver(): Promise<void> {
    while (timer !== null && timer.at <= clock.time) {
      const { work }: { work: () => void } = timer
      timer = null
      work()
      await queue.idle()
    }
  }

  let closed = false
  const close = () => {
    if (!closed) stores.close()
    closed = true
  }

  const lastLink = (): string => {
    const link = sender.sent.map(({ content }) => content).findLast((one) => 'link' in one)?.link
    if (link === undefined) throw new Error('no mail with a link was sent')
    return link
  }
  const create = (email = 'ada@example.com', password = good) =>
    app.account.create({ email, password, remember: false })

  return {
    ...deps,
    folder,
    app,
    clock,
    kdf,
    keychain,
    sender,
    logged,
    mail,
    keys,
    secrets: vault,
    signingKeys: stores.signingKeys,
    deliver,
    close,
    /** Sets mail up as an owner would have. */
    async withMail() {
      await mail.save({
        host: 'mail.example.com',
        port: 587,
        security: 'starttls',
        user: 'latchkey',
        password: 'server password',
        fromName: 'Latchkey',
        fromAddress: 'latchkey@example.com',
        keepUnprotected: false,
      })
    },
    create,
    signIn: (email = 'ada@example.com', password = good) =>
      app.account.signIn({ email, password, remember: false }),
    /** An account whose address is proven, signed out. */
    async confirmed(email = 'ada@example.com', password = good) {
      await create(email, password)
      await deliver()
      await app.link.confirm((await app.link.paste(lastLink())).ref)
      app.account.signOut()
    },
    lastLink,
    /** Asks for a reset and returns the link that was mailed. */
    async resetLink(email = 'ada@example.com') {
      const before = sender.sent.length
      app.askReset(email)
      await deliver()
      if (sender.sent.length === before) throw new Error('no mail was sent')
      return lastLink()
    },
    async reset(link: string, password = better) {
      return app.link.redeemReset((await app.link.paste(link)).ref, password)
    },
    activity(email: string) {
      const key = email.toLowerCase() as Parameters<typeof accounts.byEmail>[0]
      const [account] = accounts.byEmail(key)
      return account
        ? stores.activity.list(account.id, true, 100).map(({ kind }) => kind)
        : ([] as string[])
    },
  }
}
