// Signs what lies in dist/ as the newest release. docs/updates.md tells when and how.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { artefactsIn, signFeed } from './release/feed.mjs'
import { fromRoot } from './setup/paths.mjs'

const day = 24 * 3_600_000
const { values } = parseArgs({
  options: {
    key: { type: 'string', multiple: true, default: [] },
    url: { type: 'string' },
    notes: { type: 'string' },
    days: { type: 'string', default: '90' },
    'oldest-data': { type: 'string' },
    folder: { type: 'string', default: fromRoot('dist') },
  },
})
const base = values.url ?? ''
if (values.key.length === 0 || !values.notes || !/^https:\/\/.*\/$/.test(base)) {
  console.error(
    'Usage: node scripts/sign-updates.mjs --key FILE [--key FILE] --url https://…/ --notes FILE [--days 90]',
  )
  process.exit(1)
}
const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'))
const artefacts = await artefactsIn(values.folder, version, base)
if (artefacts.length === 0) {
  console.error(`There is no package of version ${version} in ${values.folder}.`)
  process.exit(1)
}
const schema = readFileSync(fromRoot('src', 'main', 'adapters', 'sqlite', 'schema.ts'), 'utf8')
const dataVersion = Number(/^export const schemaVersion = (\d+)$/m.exec(schema)?.[1])
if (!(dataVersion > 0)) throw new Error('schema.ts names no schemaVersion')
const now = Date.now()
/** @param {number} at */
const time = (at) => new Date(at).toISOString()
const release = {
  format: 1,
  product: 'latchkey',
  version,
  notes: readFileSync(values.notes, 'utf8').trim(),
  publishedAt: time(now),
  issuedAt: time(now),
  expiresAt: time(now + Number(values.days) * day),
  oldestData: Number(values['oldest-data'] ?? dataVersion),
  newestData: dataVersion,
  artefacts,
}
const keys = values.key.map((file) => JSON.parse(readFileSync(file, 'utf8')))
const file = join(values.folder, 'latchkey-updates.json')
writeFileSync(file, await signFeed(release, keys))
console.log(
  `${file}: version ${version}, ${artefacts.length} files, valid until ${release.expiresAt}.`,
)
