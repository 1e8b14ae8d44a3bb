import type { Exported } from '@contract/transfer-models'
import { reauthenticate } from '../accounts/reauthenticate'
import { inSlices } from '../async'
import type { PasswordPolicy } from '../crypto/password-policy'
import type { PasswordWraps } from '../crypto/password-wrap'
import type { Attempts } from '../limits/attempts'
import type { CounterNames } from '../limits/counter-names'
import type { Account } from '../model'
import type { Guesses } from '../notices/guesses'
import type { Ports } from '../ports'
import type { ExportWriter } from '../ports/transfer'
import type { Sessions } from '../session'
import type { UseCases } from '../use-cases'
import type { Vaults } from '../vault/open-vault'
import { exportContext, protect } from './protection'

interface Made extends Omit<Exported, 'fileName'> {
  readonly file: Uint8Array
}
type Needs = Pick<
  Ports,
  | 'activity'
  | 'cipher'
  | 'clock'
  | 'desktop'
  | 'exportWriters'
  | 'kdf'
  | 'pause'
  | 'random'
  | 'transaction'
> & {
  readonly attempts: Attempts
  readonly counters: CounterNames
  readonly guesses: Guesses
  readonly policy: PasswordPolicy
  readonly sessions: Sessions
  readonly openVault: Vaults
  readonly wraps: PasswordWraps
}

/**
 * Writes every entry that decrypts, including the trash, to a file. Always asks for the password
 * again: an open session isn't enough to take a vault away.
 */
export function exportUseCases(deps: Needs): UseCases<'export'> {
  const askAgain = reauthenticate(deps)

  return {
    /**
     * @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, PASSWORD_REFUSED, FILE_UNWRITABLE
     */
    async encrypted({ password, protect: chosen }) {
      const account = await authenticate(password)
      const accepted =
        chosen.kind === 'password'
          ? { ...chosen, password: await deps.policy.accept(chosen.password, account.email) }
          : chosen
      return save(account, `latchkey-export-${today()}.json`, async () => {
        const { payload, ...counts } = await writeAll(deps.exportWriters.json(deps.clock.now()))
        try {
          const { protection, key, code } = await protect(deps, accepted)
          const ciphertext = deps.cipher.encrypt(key, exportContext(protection), payload)
          key.fill(0)
          return { file: deps.exportWriters.envelope(protection, ciphertext), ...counts, code }
        } finally {
          payload.fill(0)
        }
      })
    },
    /** @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, FILE_UNWRITABLE */
    async plain({ password, format }) {
      const account = await authenticate(password)
      const { csv, json } = deps.exportWriters
      return save(account, `latchkey-not-encrypted-${today()}.${format}`, async () => {
        const writer = format === 'csv' ? csv() : json(deps.clock.now())
        const { payload, ...counts } = await writeAll(writer)
        return { file: payload, ...counts, code: null }
      })
    },
  }

  async function authenticate(password: string): Promise<Account> {
    const { account, vaultKey } = await askAgain(password)
    vaultKey.fill(0)
    return account
  }

  /** Each step fails with NOT_SIGNED_IN once the vault is closed. */
  async function writeAll(writer: ExportWriter) {
    const vault = deps.openVault.current()
    let entries = 0
    await inSlices(vault.entries(), deps.pause, ({ entry }) => {
      writer.add(entry)
      entries += 1
    })
    return { payload: writer.finish(), entries, damaged: vault.damaged() }
  }

  /**
   * Asks for the place first and reads the entries then: the dialog may stay open long after the
   * person has left and the vault has locked. Pressing *Save* then writes nothing.
   */
  async function save(
    account: Account,
    name: string,
    make: () => Promise<Made>,
  ): Promise<Exported | null> {
    const check = deps.sessions.watch()
    let made: Made | null = null
    const fileName = await deps.desktop.files.save(name, async () => {
      check()
      made = await make()
      try {
        check()
      } catch (error) {
        made.file.fill(0)
        throw error
      }
      return made.file
    })
    if (fileName === null || made === null) return null
    deps.activity.add(account.id, 'exported', deps.clock.now())
    const { file: _, ...counts }: Made = made
    return { fileName, ...counts }
  }

  function today(): string {
    return new Date(deps.clock.now()).toISOString().slice(0, 10)
  }
}
