/** Large and empty vaults to measure. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argon2Kdf, rfc9106 } from '../src/main/adapters/crypto/argon2.ts'
import type { OpenEntry } from '../src/main/domain/entry.ts'
import { buildWorld } from '../test/support/build-world.ts'

const email = 'ada@example.com'
const kdf = argon2Kdf(rfc9106)

/** An account with `size` entries, signed out. */
export async function vaultOf(size: number) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const world = buildWorld({ folder, kdf })
  await world.create(email)
  const vault = world.openVault.current()
  for (let at = 0; at < size; at += 1000) {
    vault.add(Array.from({ length: Math.min(1000, size - at) }, (_, n) => entry(at + n)))
  }
  await vault.checked()
  // Lets the stored list be written, as happens some seconds after an import.
  world.clock.pass(10_000)
  await world.deliver()
  const kept = () => world.vaultRows.recordNames(vault.scope.vaultId).length
  for (let before = -1; before < kept(); await world.pause()) before = kept()
  world.app.account.signOut()
  return {
    world,
    close() {
      world.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const nouns = ['Harbour', 'Café', 'Library', 'Crème', 'Station', 'Museum', 'Bank', 'Garden']

/** The n-th entry. No two are the same. */
export function entry(n: number): OpenEntry {
  const title = `${nouns[(n * 7) % nouns.length]} site ${(n * 7919) % 100_003}`
  return {
    content: {
      kind: n % 10 === 0 ? 'note' : 'login',
      title,
      notes: n % 3 === 0 ? `Some notes about ${title}, with a second sentence to be found.` : '',
      tags: n % 4 === 0 ? ['work', `group ${n % 12}`] : [],
      favourite: n % 50 === 0,
      createdAt: n,
      changedAt: (n * 31) % 1_000_000,
      usedAt: n % 2 === 0 ? (n * 17) % 1_000_000 : null,
      trashedAt: null,
      username: `person.${n % 977}@example.org`,
      urls: [`https://www.site-${n}.example.com/login`],
      hasPassword: true,
      hasOtp: false,
      replacedAt: [],
    } as OpenEntry['content'],
    secret: { password: `password number ${n}`, otp: '', history: [] },
  }
}
