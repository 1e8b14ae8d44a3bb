/**
 * The real domain on a real SQLite file, with real encryption and tokens. Only what is outside the process
 * is fake: the clock, the keychain, the mail server. Argon2id is replaced by a single counted hash, so that
 * a thousand sign-ins cost nothing; its adapter has tests of its own.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { MailSettingsInput } from '@contract/channels'
import { nodeCipher, nodeRandom } from '../../src/main/adapters/crypto/cipher.ts'
import { joseLinkTokens } from '../../src/main/adapters/crypto/link-tokens.ts'
import { signingKeys } from '../../src/main/adapters/crypto/signing-keys.ts'
import { exportWriters } from '../../src/main/adapters/export.ts'
import { oneTimeCodes } from '../../src/main/adapters/one-time-code.ts'
import { words } from '../../src/main/adapters/passwords.ts'
import { backupStore } from '../../src/main/adapters/sqlite/backup-store.ts'
import { blockingBackupWork } from '../../src/main/adapters/sqlite/backup-work.ts'
import { idleCheckpoints } from '../../src/main/adapters/sqlite/idle-checkpoints.ts'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { dailyBackups } from '../../src/main/domain/backup/keeper.ts'
import { copier } from '../../src/main/domain/clipboard.ts'
import { clockGuard, watchTime } from '../../src/main/domain/clock-guard.ts'
import { deviceWraps } from '../../src/main/domain/crypto/device-wraps.ts'
import { ownerProof } from '../../src/main/domain/crypto/owner-proof.ts'
import { passwordPolicy } from '../../src/main/domain/crypto/password-policy.ts'
import { passwordWraps } from '../../src/main/domain/crypto/password-wrap.ts'
import { secrets } from '../../src/main/domain/crypto/secrets.ts'
import { tamperCheck } from '../../src/main/domain/crypto/tamper-check.ts'
import { unlockMethods } from '../../src/main/domain/crypto/unlock-methods.ts'
import type { SecretKey } from '../../src/main/domain/ids.ts'
import { attempts, resetPasses } from '../../src/main/domain/limits/attempts.ts'
import { counterNames } from '../../src/main/domain/limits/counter-names.ts'
import { presentLimits, quota } from '../../src/main/domain/limits/quota.ts'
import { shortCodes } from '../../src/main/domain/links/short-code.ts'
import { outbox } from '../../src/main/domain/mail/outbox.ts'
import { mailSettings } from '../../src/main/domain/mail/settings.ts'
import { guesses } from '../../src/main/domain/notices/guesses.ts'
import type { Kdf, Later, Pause } from '../../src/main/domain/ports/index.ts'
import type { MailSender, MailWriter } from '../../src/main/domain/ports/mail.ts'
import { linkRegistry } from '../../src/main/domain/reset/registry.ts'
import { services } from '../../src/main/domain/services.ts'
import { sessions } from '../../src/main/domain/session.ts'
import { openVaults } from '../../src/main/domain/vault/open-one.ts'
import { fakeDesktop } from '../fakes/desktop.ts'
import { importReaders } from '../fakes/import-readers.ts'
import { fakeKeychain } from '../fakes/keychain.ts'
import { fakeDirectory, fakeSender, fakeTrial, jsonWriter } from '../fakes/mail.ts'
import { estimateOnce } from './estimate-once.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export const good = 'tidal copper lantern yes'
export const better = 'seven quiet herons walk by'

/** Mail settings as an owner enters them. */
export const mailInput: MailSettingsInput = {
  host: 'mail.example.com',
  port: 587,
  security: 'starttls',
  login: 'password',
  user: 'latchkey',
  password: 'server password',
  clientId: '',
  clientSecret: null,
  refreshToken: null,
  accessUrl: '',
  pin: '',
  fromName: 'Latchkey',
  fromAddress: 'latchkey@example.com',
  linkPage: '',
  keepUnprotected: false,
}

export type World = ReturnType<typeof buildWorld>

export interface WorldOptions {
  readonly folder: string
  readonly keychain?: ReturnType<typeof fakeKeychain>
  readonly time?: number
  /** Handles secrets as the demo does. */
  readonly demo?: boolean
  /** A real mail sender and writer. */
  readonly mail?: { readonly sender: MailSender; readonly writer: MailWriter }
  /** Real Argon2id, for benchmarks. */
  readonly kdf?: Kdf
}

export function buildWorld(options: WorldOptions) {
  const { folder } = options
  const file = join(folder, 'latchkey.sqlite')
  const stores = openStores(file)
  const { settings, accounts } = stores
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
    /** Awaited in each run, so that a test can hold two at the same point. */
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
  const trial = fakeTrial(sender)
  const logged: string[] = []
  const log = { error: (what: string) => void logged.push(what) }
  const random = { ...nodeRandom }
  const cipher = nodeCipher
  const vault = secrets({
    keychain,
    store: stores.secrets,
    settings,
    cipher,
    log,
    inTheOpen: options.demo ?? false,
  })
  const mail = mailSettings({ settings, secrets: vault })
  const keys = signingKeys({ clock, random, secrets: vault, store: stores.signingKeys })
  const tokens = joseLinkTokens({ keys, issuer: 'install' })
  const guard = clockGuard({ ...stores, clock })
  guard.saw()
  const desktop = fakeDesktop()
  const backups = backupStore(file, blockingBackupWork)
  const limits = presentLimits({ ...stores, clock })
  const base = {
    ...stores,
    backups,
    clock,
    random,
    cipher,
    tokens,
    log,
    desktop,
    clockGuard: guard,
    codes: shortCodes({ cipher, secrets: vault }),
    linkRegistry: linkRegistry(random),
    limits,
    tamperCheck: tamperCheck({ ...stores, clock, log, secrets: vault }),
    ownerProof: ownerProof({ cipher, log, settings, secrets: vault }),
  }
  const session = sessions(accounts)
  const wraps = passwordWraps({ kdf: options.kdf ?? kdf, cipher, random })
  // Timers run when a test says so, and only once the clock has reached them.
  const timers = new Set<{ readonly work: () => void; readonly at: number }>()
  const later: Later = (work, delayMs) => {
    const timer = { work, at: clock.time + delayMs }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const pause: Pause = () => new Promise((resume) => setImmediate(resume))
  const due = () => [...timers].filter(({ at }) => at <= clock.time).toSorted((a, b) => a.at - b.at)
  const queue = outbox({
    ...base,
    sender: options.mail?.sender ?? sender,
    writer: options.mail?.writer ?? jsonWriter,
    route: mail.route,
    later,
    pause,
  })
  const counted = {
    quota: quota({ clock, limits }),
    counters: counterNames({ cipher, random, settings }),
  }
  const deps = {
    ...base,
    sessions: session,
    openVault: openVaults({ ...base, sessions: session, later, pause }),
    unlockMethods: unlockMethods({ cipher, wraps }),
    deviceWraps: deviceWraps({ cipher, secrets: vault, log }),
    policy: passwordPolicy({ estimate: estimateOnce }),
    wraps,
    attempts: attempts({ clock, limits }),
    resetPasses: resetPasses({ clock }),
    ...counted,
    guesses: guesses({ ...base, ...counted, outbox: queue, mailReady: mail.ready }),
    later,
    pause,
    oneTimeCodes,
    words,
    kdf: options.kdf ?? kdf,
    importReaders,
    exportWriters,
    copier: copier({ clock, clipboard: desktop.clipboard, later, log }),
    outbox: queue,
  }
  const app = services({
    ...deps,
    mail,
    secrets: vault,
    mailTrial: trial,
    mailDirectory: fakeDirectory,
    writer: jsonWriter,
    demoMailbox: null,
  })

  async function deliver(): Promise<void> {
    for (let [timer] = due(); timer !== undefined; [timer] = due()) {
      timers.delete(timer)
      timer.work()
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
  /** The code in the newest email that has one, as it is in the email's content. */
  const lastCode = (): string => {
    const content = sender.sent.map((one) => one.content).findLast((one) => 'link' in one)
    const code = content && 'code' in content ? content.code : undefined
    if (code === undefined) throw new Error('no mail with a code was sent')
    return code
  }
  const paste = (text: string, email: string | null = null) => app.link.paste({ text, email })
  const create = (email = 'ada@example.com', password = good) =>
    app.account.create({ email, password, remember: false, language: 'en' })

  return {
    ...deps,
    folder,
    app,
    clock,
    kdf,
    keychain,
    sender,
    trial,
    desktop,
    logged,
    /** As the app does after a start; `deliver` runs its timers. */
    dailyBackups: () => dailyBackups(deps),
    watchTime: () => watchTime(deps),
    /** As the app does from its start, but without the thread. */
    idleCheckpoints: () => idleCheckpoints({ ...deps, file, stores, work: blockingBackupWork }),
    mail,
    keys,
    secrets: vault,
    secretStore: stores.secrets,
    signingKeys: stores.signingKeys,
    deliver,
    timers: {
      /** Starts the timers that are due, without waiting for anything. */
      run() {
        for (const timer of due()) {
          timers.delete(timer)
          timer.work()
        }
      },
    },
    close,
    /** Configures email as an owner would. */
    async withMail(change: Partial<MailSettingsInput> = {}) {
      await mail.save({ ...mailInput, ...change })
    },
    create,
    signIn: (email = 'ada@example.com', password = good) =>
      app.account.signIn({ email, password, remember: false }),
    /** An account whose address is proven, signed out. */
    async confirmed(email = 'ada@example.com', password = good) {
      await create(email, password)
      await deliver()
      await app.link.confirm(await paste(lastLink()))
      app.account.signOut()
    },
    lastLink,
    lastCode,
    /** @param email as typed on the screen; null if it was not requested */
    paste,
    /** Requests a reset. @returns the link in the email */
    async resetLink(email = 'ada@example.com') {
      const before = sender.sent.length
      app.reset.ask({ email })
      await deliver()
      if (sender.sent.length === before) throw new Error('no mail was sent')
      return lastLink()
    },
    async reset(link: string, password = better) {
      const { ref, outcome } = await paste(link)
      return app.link.redeemReset({ ref, password, expected: outcome?.kind ?? 'empty' })
    },
    activities: stores.activity,
    activity(email: string) {
      const key = email.toLowerCase() as Parameters<typeof accounts.byEmail>[0]
      const [account] = accounts.byEmail(key)
      return account
        ? stores.activity.list(account.id, true, 100).map(({ kind }) => kind)
        : ([] as string[])
    },
  }
}
