// node scripts/make-update-key.mjs FILE: makes a key that signs updates. docs/updates.md says how to keep it.
import { writeFileSync } from 'node:fs'
import { makeKey } from './release/feed.mjs'

const file = process.argv[2]
if (file === undefined) {
  console.error('Usage: node scripts/make-update-key.mjs FILE (the new file for the private key)')
  process.exit(1)
}
const key = await makeKey()
// Never overwrite another key.
writeFileSync(file, `${JSON.stringify(key.private)}\n`, { mode: 0o600, flag: 'wx' })
console.log(
  `The private key is in ${file}. Move it off this computer, and keep a second copy elsewhere.`,
)
console.log('Add this to "keys" in resources/updates.json:')
console.log(JSON.stringify(key.public))
