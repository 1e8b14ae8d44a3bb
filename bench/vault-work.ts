/**
 * Work on a whole vault at once, and how long it holds up main. Reading files and backups is left out,
 * because threads of their own do that in the app.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { putBack } from '../src/main/domain/backup/index.ts'
import { vaultCiphers } from '../src/main/domain/crypto/vault-ciphers.ts'
import type { SecretKey } from '../src/main/domain/ids.ts'
import type { ReadEntries } from '../src/main/domain/ports/transfer.ts'
import { mergeSealed } from '../src/main/domain/sealed-vaults/merge.ts'
import { good, type World } from '../test/support/build-world.ts'
import { type Figure, figure, timed } from './figure.ts'
import { entry, vaultOf } from './vault-of.ts'

const size = 10_000
const email = 'ada@example.com'

interface Work {
  readonly what: string
  /** Unmeasured. @returns the work to measure */
  prepare(world: World): Promise<() => unknown>
}

const work: readonly Work[] = [
  { what: 'An import', prepare: importing },
  { what: 'A merge of a sealed vault', prepare: merging },
  { what: 'An encrypted export', prepare: exporting },
  { what: 'Going back to a backup', prepare: restoring },
]

export async function vaultWorkFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  const idle = await delaysOf(() => new Promise((done) => setTimeout(done, 1_000)))
  for (const { what, prepare } of work) {
    const { world, close } = await vaultOf(size)
    try {
      await world.signIn(email)
      await world.openVault.current().checked()
      const run = await prepare(world)
      let took = 0
      const busy = await delaysOf(async () => {
        took = await timed(run)
      })
      const name = `${what} of 10,000 entries`
      figures.push(
        figure(
          `${name}: main’s event-loop delay, p99, against idle`,
          'ms',
          { ours: [busy.p99], baseline: [idle.p99] },
          { under: 20 },
        ),
        // One transaction, which takes as long as SQLite needs to write it.
        figure(
          'The same at its worst',
          'ms',
          { ours: [busy.max], baseline: [idle.max] },
          { under: 300 },
        ),
        figure('All of it, against its worst moment', 'ms', {
          ours: [took],
          baseline: [busy.max],
        }),
      )
    } finally {
      close()
    }
  }
  return figures
}

async function delaysOf(run: () => unknown): Promise<{ p99: number; max: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  await new Promise((done) => setTimeout(done, 20))
  delays.reset()
  await run()
  await new Promise((done) => setTimeout(done, 20))
  delays.disable()
  return { p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 }
}

const others = () => Array.from({ length: size }, (_, n) => entry(size + n))

async function importing(world: World) {
  const read: ReadEntries = {
    kind: 'entries',
    format: 'latchkey-json',
    entries: others(),
    issues: [],
    moreIssues: 0,
  }
  world.desktop.chosen = { name: 'bench.json', bytes: new Uint8Array(1) }
  world.importReaders.read = async () => read
  return async () => {
    const preview = await world.app.import.choose(undefined)
    await world.app.import.apply({ ref: preview?.ref ?? '', duplicates: false })
  }
}

async function merging(world: World) {
  const into = world.openVault.current()
  const from = world.random.id() as typeof into.scope.vaultId
  const { accountId } = into.scope
  const key = world.cipher.newKey()
  const ciphers = vaultCiphers(world.cipher, key, { accountId, vaultId: from })
  world.transaction(() => {
    for (const one of others()) {
      world.vaultRows.put(accountId, from, ciphers.encrypt(world.random.id() as never, 1, one))
    }
  })
  return async () => {
    const merge = await mergeSealed(world, into, from, key, () => {})
    world.transaction(() => merge.write())
    merge.drop()
  }
}

async function exporting(world: World) {
  return () => world.app.export.encrypted({ password: good, protect: { kind: 'code' } })
}

/** All entries have been deleted since the backup: the most there is to restore. */
async function restoring(world: World) {
  const vault = world.openVault.current()
  const { id } = await world.backups.make('asked', world.clock.now())
  const backup = await world.backups.open(id)
  const { scope } = vault
  const ciphers = vaultCiphers(world.cipher, world.sessions.vaultKey() as SecretKey, scope)
  vault.remove([...vault.index.all()].map((one) => one.id))
  return async () => {
    const rows = (page: Parameters<typeof backup.rows>[1]) => backup.rows(scope.vaultId, page)
    await putBack(
      { ...world, activity: world.activities },
      { id: scope.vaultId, now: scope, ciphers, rows },
    )
    backup.close()
  }
}
