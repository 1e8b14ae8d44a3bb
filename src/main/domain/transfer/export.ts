import type { Exported } from '@contract/transfer-models'
import { reauthenticate } from '../accounts/reauthenticate'
import type { Deps } from '../deps'
import type { Account } from '../model'
import type { UseCases } from '../use-cases'
import type { ExportWriter } from './formats'
import { exportContext, protect } from './protection'
import { inSlices } from './slices'

/**
 * Writes every entry that opens, those in the trash too, into a file. Each time the password is
 * asked for again: an open session is not enough to carry a vault away.
 */
export function exportUseCases(deps: Deps): UseCases<'export'> {
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
      const writer = deps.exportWriters.json(deps.clock.now())
      const entries = await writeAll(writer)
      const { protection, key, code } = await protect(deps, accepted)
      const payload = writer.finish()
      const sealed = deps.cipher.seal(key, exportContext(protection), payload)
      key.fill(0)
      payload.fill(0)
      const file = deps.exportWriters.envelope(protection, sealed)
      return save(account, `latchkey-export-${today()}.json`, file, { entries, code })
    },
    /** @throws DomainFailure NOT_SIGNED_IN, WRONG_PASSWORD, WAIT, FILE_UNWRITABLE */
    async plain({ password, format }) {
      const account = await authenticate(password)
      const { csv, json } = deps.exportWriters
      const writer = format === 'csv' ? csv() : json(deps.clock.now())
      const entries = await writeAll(writer)
      const file = writer.finish()
      const name = `latchkey-not-encrypted-${today()}.${format}`
      try {
        return await save(account, name, file, { entries, code: null })
      } finally {
        file.fill(0)
      }
    },
  }

  async function authenticate(password: string): Promise<Account> {
    const { account, vaultKey } = await askAgain(password)
    vaultKey.fill(0)
    return account
  }

  /** @returns how many. Each step fails with NOT_SIGNED_IN once the vault is closed. */
  async function writeAll(writer: ExportWriter): Promise<number> {
    const vault = deps.vaults.current()
    let count = 0
    await inSlices(vault.entries(), deps.pause, ({ entry }) => {
      writer.add(entry)
      count += 1
    })
    return count
  }

  async function save(
    account: Account,
    name: string,
    bytes: Uint8Array,
    more: Pick<Exported, 'entries' | 'code'>,
  ): Promise<Exported | null> {
    const fileName = await deps.desktop.files.save(name, bytes)
    if (fileName === null) return null
    deps.activity.add(account.id, 'exported', deps.clock.now())
    return { fileName, ...more }
  }

  function today(): string {
    return new Date(deps.clock.now()).toISOString().slice(0, 10)
  }
}
