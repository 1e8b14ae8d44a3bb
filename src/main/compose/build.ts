/** Builds a profile's services from adapters and domain code. */

import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Profile } from '@contract/models'
import { argon2Kdf } from '../adapters/crypto/argon2'
import { nodeCipher, nodeRandom } from '../adapters/crypto/cipher'
import { joseLinkTokens } from '../adapters/crypto/link-tokens'
import { signingKeys } from '../adapters/crypto/signing-keys'
import { exportWriters } from '../adapters/export'
import { type DemoMailboxServer, demoMailbox } from '../adapters/mail/demo-mailbox'
import { mailDirectory } from '../adapters/mail/mail-directory'
import { mailWriter } from '../adapters/mail/mail-writer'
import { outgoingMail } from '../adapters/mail/outgoing'
import { oneTimeCodes } from '../adapters/one-time-code'
import { words } from '../adapters/passwords'
import { openStores } from '../adapters/sqlite'
import { keepCopyAside } from '../adapters/sqlite/backup-recover'
import { backupStore } from '../adapters/sqlite/backup-store'
import type { BackupWork } from '../adapters/sqlite/backup-work'
import { idleCheckpoints } from '../adapters/sqlite/idle-checkpoints'
import { type Inspection, inspect, usedByKey } from '../adapters/sqlite/inspect'
import { readable } from '../adapters/sqlite/store-problem'
import { dailyBackups } from '../domain/backup/keeper'
import { copier } from '../domain/clipboard'
import { clockGuard, watchTime } from '../domain/clock-guard'
import { deviceWraps } from '../domain/crypto/device-wraps'
import { ownerProof } from '../domain/crypto/owner-proof'
import { passwordPolicy } from '../domain/crypto/password-policy'
import { passwordWraps } from '../domain/crypto/password-wrap'
import { secrets } from '../domain/crypto/secrets'
import { tamperCheck } from '../domain/crypto/tamper-check'
import { unlockMethods } from '../domain/crypto/unlock-methods'
import { attempts, resetPasses } from '../domain/limits/attempts'
import { counterNames } from '../domain/limits/counter-names'
import { presentLimits, quota } from '../domain/limits/quota'
import { shortCodes } from '../domain/links/short-code'
import { demoMailSettings } from '../domain/mail/demo-settings'
import { outbox } from '../domain/mail/outbox'
import { mailSettings } from '../domain/mail/settings'
import { guesses } from '../domain/notices/guesses'
import type { Ports, SettingStore } from '../domain/ports'
import { linkRegistry } from '../domain/reset/registry'
import { type Collaborators, type Services, services } from '../domain/services'
import { sessions } from '../domain/session'
import { compareVersions, isVersion } from '../domain/updates/offer'
import { openVaults } from '../domain/vault/open-one'
import { titleCollator } from '../domain/vault/orders'
import { type Environment, later, pause } from './environment'

export interface OpenProfile {
  readonly services: Services
  readonly demo: DemoMailboxServer | null
  /** Ends the session and waits for the email being sent. The profile may be closed after that. */
  stop(): Promise<void>
  /** Closes at once. An email still being sent is sent again after the next start. */
  close(): void
}

const installKey = 'install.id'

const afterFirstScreenMs = 1_000

/** Reading a file up to this size takes less time than starting a thread. */
const readOnMainUpToBytes = 8 * 2 ** 20

/**
 * @param file the database; created if it doesn't exist
 * @param anyway open it even if it is incomplete or altered, as the person chose
 * @throws StoreProblem
 */
export async function build(
  profile: Profile,
  file: string,
  env: Environment,
  anyway = false,
): Promise<OpenProfile> {
  const found = await inspectOffMain(file, env.backupWork)
  if (found.found !== 'whole' && !anyway) throw readable(file, found)
  if (found.found === 'incomplete') await keepCopyAside(file, env.clock.now())
  const stores = openStores(file, { found, anyway, log: env.log })
  const demo = profile === 'demo' ? demoMailbox({ folder: join(dirname(file), 'mailbox') }) : null
  const demoPort = demo && (await demo.start()).port

  const random = nodeRandom
  const cipher = nodeCipher
  const { clock, log } = env
  const { accounts, settings } = stores
  const vault = secrets({
    keychain: env.keychain,
    store: stores.secrets,
    settings,
    cipher,
    log,
    // The demo needs no keychain, and anyone may read its emails. Secrets that the keychain protects in the
    // other profile must not open here.
    inTheOpen: demo !== null,
  })
  const mail =
    demoPort === null ? mailSettings({ settings, secrets: vault }) : demoMailSettings(demoPort)
  const keys = signingKeys({ clock, random, secrets: vault, store: stores.signingKeys })
  const tokens = joseLinkTokens({ keys, issuer: installId(settings) })
  if (env.version !== undefined) noteUse(settings, env.version)
  const guard = clockGuard({ ...stores, clock })
  if (found.found !== 'whole') {
    // Links used or voided in the lost commits must not work again.
    if (found.found === 'incomplete') guard.restart()
    stores.activity.add(null, `data_${found.found}`, clock.now())
  }
  guard.saw()
  const outgoing = outgoingMail({
    ...(env.extraCa === undefined ? {} : { extraCa: env.extraCa }),
    replaced: (old, next) => {
      mail.refreshed(old, next).catch((error: unknown) => log.error('refresh token', error))
    },
  })
  const writer = mailWriter({ computer: env.computer, language: env.language })

  const limits = presentLimits({ ...stores, clock })
  const base = {
    ...stores,
    backups: backupStore(file, env.backupWork),
    clock,
    random,
    cipher,
    tokens,
    log,
    desktop: env.desktop,
    clockGuard: guard,
    codes: shortCodes({ cipher, secrets: vault }),
    linkRegistry: linkRegistry(random),
    limits,
    tamperCheck: tamperCheck({ ...stores, clock, log, secrets: vault }),
    ownerProof: ownerProof({ cipher, log, settings, secrets: vault }),
  }
  const session = sessions(accounts)
  const kdf = argon2Kdf(env.kdf)
  const wraps = passwordWraps({ kdf, cipher, random })
  const queue = outbox({
    ...base,
    sender: outgoing.sender,
    writer,
    route: mail.route,
    later,
    pause,
  })
  const counted = {
    quota: quota({ clock, limits }),
    counters: counterNames({ cipher, random, settings }),
  }
  const deps: Ports & Collaborators = {
    ...base,
    sessions: session,
    openVault: openVaults({ ...base, sessions: session, later, pause }),
    unlockMethods: unlockMethods({ cipher, wraps }),
    deviceWraps: deviceWraps({ cipher, secrets: vault, log }),
    policy: passwordPolicy(env.meter),
    wraps,
    attempts: attempts({ clock, limits }),
    resetPasses: resetPasses({ clock }),
    ...counted,
    guesses: guesses({ ...base, ...counted, outbox: queue, mailReady: mail.ready }),
    later,
    pause,
    oneTimeCodes,
    words,
    kdf,
    importReaders: env.importReaders,
    exportWriters,
    copier: copier({ clock, clipboard: env.desktop.clipboard, later, log }),
    outbox: queue,
  }
  // While the person reads the first screen, so that the list after it needn't wait for it.
  later(titleCollator, afterFirstScreenMs)
  const open = services({
    ...deps,
    mail,
    secrets: vault,
    mailTrial: outgoing.trial,
    mailDirectory,
    writer,
    demoMailbox: demo,
  })
  stores.tidy(clock.now())
  queue.hurry()
  const daily = dailyBackups(deps)
  const time = watchTime(deps)
  const checkpoints = idleCheckpoints({ ...deps, file, stores, work: env.backupWork })

  return {
    services: open,
    demo,
    async stop() {
      deps.sessions.end()
      daily.stop()
      time.stop()
      await queue.stop()
      await demo?.stop()
      await checkpoints.stop()
    },
    close() {
      deps.sessions.end()
      daily.stop()
      time.stop()
      void queue.stop()
      stores.close()
    },
  }
}

/** A large file takes seconds to read, and main has to draw a window meanwhile. */
async function inspectOffMain(file: string, work: BackupWork): Promise<Inspection> {
  const large = existsSync(file) && statSync(file).size > readOnMainUpToBytes
  return large ? work.inspect(file) : inspect(file)
}

/** Stores the newest version that used a database, for an older one that opens it later. */
function noteUse(settings: SettingStore, version: string): void {
  const known = settings.get(usedByKey)
  const older = typeof known !== 'string' || !isVersion(known)
  if (older || compareVersions(version, known) > 0) settings.set(usedByKey, version)
}

/** 16 random bytes, made once: the issuer of this installation's links. */
function installId(settings: SettingStore): string {
  const known = settings.get(installKey)
  if (typeof known === 'string') return known
  const made = nodeRandom.id()
  settings.set(installKey, made)
  return made
}
