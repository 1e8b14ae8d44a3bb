/**
 * A program that prints an account's vault key in hexadecimal, so that a test knows which bytes to look
 * for. It does what a sign-in does, on a copy of the data file.
 *
 * Arguments: the data file, the email address, the password.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argon2Kdf, owaspMinimum } from '../../src/main/adapters/crypto/argon2.ts'
import { nodeCipher, nodeRandom } from '../../src/main/adapters/crypto/cipher.ts'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { passwordWraps } from '../../src/main/domain/crypto/password-wrap.ts'
import type { EmailKey } from '../../src/main/domain/ids.ts'

const [, , file = '', email = '', password = ''] = process.argv
const folder = mkdtempSync(join(tmpdir(), 'latchkey-key-'))
try {
  for (const ending of ['', '-wal']) cpSync(file + ending, join(folder, `latchkey.sqlite${ending}`))
  const stores = openStores(join(folder, 'latchkey.sqlite'))
  const [account] = stores.accounts.byEmail(email as EmailKey)
  const kdf = argon2Kdf(owaspMinimum)
  const wraps = passwordWraps({ kdf, cipher: nodeCipher, random: nodeRandom })
  const key = account && (await wraps.open(account, password))
  stores.close()
  if (!key) throw new Error('the password does not open the account')
  process.stdout.write(Buffer.from(key).toString('hex'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
