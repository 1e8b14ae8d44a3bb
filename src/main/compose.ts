/** The one place where adapters are constructed and put together. */
import { join } from 'node:path'
import type { Profile, StartProblem } from '@contract/models'
import { argon2Kdf, owaspMinimum, rfc9106 } from './adapters/crypto/argon2'
import { nodeCipher, nodeRandom } from './adapters/crypto/cipher'
import { joseLinkTokens } from './adapters/crypto/link-tokens'
import { signingKeys } from './adapters/crypto/signing-keys'
import { electronKeychain, missingKeychain, type SafeStorage } from './adapters/keychain'
import { type DemoMailboxServer, demoMailbox } from './adapters/mail/demo-mailbox'
import { mailWriter } from './adapters/mail/mail-writer'
import { smtpSender } from './adapters/mail/smtp-sender'
import { testMailTimeouts } from './adapters/mail/smtp-timeouts'
import { workerPasswordMeter } from './adapters/password-meter'
import { openStores } from './adapters/sqlite'
import { StoreProblem } from './adapters/sqlite/open'
import { clockGuard } from './domain/clock-guard'
import type { Deps } from './domain/deps'
import { linkRegistry } from './domain/links/registry'
import { demoMailSettings } from './domain/mail/demo-settings'
import { outbox } from './domain/mail/outbox'
import { mailSettings } from './domain/mail/settings'
import type { Clock, Kdf, Keychain, Log, PasswordMeter, SettingStore } from './domain/ports'
import { attempts } from './domain/security/attempts'
import { counterNames } from './domain/security/counter-names'
import { passwordPolicy } from './domain/security/password-policy'
import { passwordWraps } from './domain/security/password-wrap'
import { quota } from './domain/security/quota'
import { secrets } from './domain/security/secrets'
import { type Services, services } from './domain/services'
import { sessions } from './domain/session'

/** What the profiles share, from the desktop around them. */
export interface Environment {
  readonly clock: Clock
  readonly keychain: Keychain
  readonly meter: PasswordMeter
  readonly log: Log
  readonly kdf: Kdf['defaults']
  /** Shown in mails, so that a person with two computers knows which one it was. */
  readonly computer: string
  readonly language: string
  /** A certificate authority to trust besides the system's, in tests. */
  readonly extraCa?: string
}

/** The environment of a desktop. @param changes what tests put in place of the real thing */
export function desktopEnvironment(
  desktop: Pick<Environment, 'clock' | 'log' | 'computer' | 'language'> & {
    readonly safeStorage: SafeStorage
    readonly meterScript: URL
  },
  changes: { readonly noKeychain: boolean; readonly fastKdf: boolean; readonly extraCa?: string },
): Environment {
  const { clock, log, computer, language, safeStorage, meterScript } = desktop
  return {
    clock,
    log,
    computer,
    language,
    keychain: changes.noKeychain
      ? missingKeychain
      : electronKeychain(safeStorage, (error) => log.error('keychain', error)),
    meter: workerPasswordMeter(meterScript),
    kdf: changes.fastKdf ? owaspMinimum : rfc9106,
    ...(changes.extraCa === undefined ? {} : { extraCa: changes.extraCa }),
  }
}

export interface OpenProfile {
  readonly services: Services
  readonly demo: DemoMailboxServer | null
  /** Waits for the mail that is on its way. Then it may be closed. */
  stop(): Promise<void>
  /** At once, as a program ends: a mail on its way is sent again after the next start. */
  close(): void
}

const installKey = 'install.id'

/** Opens a profile's data folder and builds the services on it, or says why it cannot be used. */
export async function openProfile(
  profile: Profile,
  folder: string,
  env: Environment,
): Promise<OpenProfile | StartProblem> {
  try {
    return await compose(profile, folder, env)
  } catch (error) {
    if (error instanceof StoreProblem) return error.problem
    throw error
  }
}

async function compose(profile: Profile, folder: string, env: Environment): Promise<OpenProfile> {
  const stores = openStores(join(folder, 'latchkey.sqlite'))
  const demo = profile === 'demo' ? demoMailbox({ folder: join(folder, 'mailbox') }) : null
  const demoPort = demo && (await demo.start()).port

  const random = nodeRandom
  const cipher = nodeCipher
  const { clock, log } = env
  const { transaction, accounts, requests, settings } = stores
  const vault = secrets({ keychain: env.keychain, store: stores.secrets, settings })
  // Nothing in the demo is worth a keychain: its links should survive a restart without one.
  if (demo) await vault.agree(true)
  const mail =
    demoPort === null ? mailSettings({ settings, secrets: vault }) : demoMailSettings(demoPort)
  const keys = signingKeys({ clock, random, secrets: vault, store: stores.signingKeys })
  const tokens = joseLinkTokens({ keys, issuer: installId(settings) })
  const guard = clockGuard({ clock, settings, requests, transaction })
  const trust = env.extraCa === undefined ? {} : { extraCa: env.extraCa }
  const sender = smtpSender(trust)
  const testSender = smtpSender({ ...trust, timeouts: testMailTimeouts })
  const writer = mailWriter({ computer: env.computer, language: env.language })

  const base = { ...stores, clock, random, cipher, tokens, log, clockGuard: guard }
  const queue = outbox({
    ...base,
    sender,
    writer,
    server: mail.server,
    later(work, delayMs) {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
  })
  const deps: Deps = {
    ...base,
    sessions: sessions(accounts),
    policy: passwordPolicy(env.meter),
    wraps: passwordWraps({ kdf: argon2Kdf(env.kdf), cipher, random }),
    attempts: attempts({ clock, limits: stores.limits }),
    quota: quota({ clock, limits: stores.limits }),
    counters: counterNames({ cipher, random, settings }),
    links: linkRegistry(random),
    outbox: queue,
  }
  const open = services({ ...deps, mail, secrets: vault, testSender, writer, demoMailbox: demo })
  stores.tidy(clock.now())
  queue.hurry()

  return {
    services: open,
    demo,
    async stop() {
      deps.sessions.end()
      await queue.stop()
      await demo?.stop()
    },
    close() {
      deps.sessions.end()
      void queue.stop()
      stores.close()
    },
  }
}

/** 16 random bytes, made once: the issuer of this installation's links. */
function installId(settings: SettingStore): string {
  const known = settings.get(installKey)
  if (typeof known === 'string') return known
  const made = nodeRandom.id()
  settings.set(installKey, made)
  return made
}
