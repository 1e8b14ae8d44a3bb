/**
 * Loads native modules and uses them. It runs in Electron's Node, in a process of its own, because an
 * incompatible binary crashes the process rather than throwing.
 */
/** @type {Record<string, () => unknown>} */
const probes = {
  'better-sqlite3': () => {
    const Database = require('better-sqlite3')
    if (new Database(':memory:').prepare('SELECT 1').pluck().get() !== 1) throw new Error('wrong')
  },
  argon2: () => require('argon2').hash('x', { memoryCost: 1024, timeCost: 2, parallelism: 1 }),
}

async function main() {
  for (const name of process.argv.slice(2)) await probes[name]?.()
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
