import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { argon2Kdf, rfc9106 } from '../src/main/adapters/crypto/argon2.ts'
import { good, type World } from '../test/support/build-world.ts'
import { everything } from '../test/support/typed-entries.ts'
import { type Figure, figure, interleaved, timed } from './figure.ts'
import { vaultOf } from './vault-of.ts'

const rounds = 15
const email = 'ada@example.com'
const kdf = argon2Kdf(rfc9106)
const salt = new Uint8Array(16)
const bare = () => timed(() => kdf.derive(good, { ...rfc9106, salt }))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Vaults of 10,000 and 100,000 entries, each against an empty one in the same process. */
export async function vaultFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of [10_000, 100_000]) {
    figures.push(...(await figuresOf(size, size.toLocaleString('en'))))
  }
  return figures
}

async function figuresOf(size: number, name: string): Promise<Figure[]> {
  const [empty, full] = [await vaultOf(0), await vaultOf(size)]
  try {
    await opened(full.world)
    await opened(empty.world)
    const opening = await interleaved(rounds, () => opened(full.world), bare)
    const large = size > 10_000
    const [typing, none] = [await keystrokes(full.world), await keystrokes(empty.world)]
    const [busy, idle] = [await loopDelays(full.world), await loopDelays(empty.world)]
    const [held, nothing] = [await heapOf(full.world), await heapOf(empty.world)]
    // Last, because it deletes the stored list.
    const cold = await interleaved(5, () => openedCold(full.world), bare)
    return [
      figure(
        `${name} entries listed at sign-in, against one Argon2id run`,
        'ms',
        opening,
        large ? undefined : { beyond: 50 },
      ),
      // After 150 ms the screen shows what has been read so far.
      figure(`The same without the kept list`, 'ms', cold, large ? undefined : { beyond: 500 }),
      figure(
        `A key-stroke of a search in ${name} entries, p95, against none`,
        'ms',
        { ours: [quantile(typing, 0.95)], baseline: [quantile(none, 0.95)] },
        large ? undefined : { under: 8 },
      ),
      figure(
        `Main’s event-loop delay with ${name} entries, p99, against none`,
        'ms',
        { ours: [busy.p99], baseline: [idle.p99] },
        { under: 20 },
      ),
      figure(`The same at its worst`, 'ms', { ours: [busy.max], baseline: [idle.max] }),
      figure(`Main’s memory with ${name} entries, against none`, 'MB', {
        ours: [held],
        baseline: [nothing],
      }),
    ]
  } finally {
    empty.close()
    full.close()
  }
}

/** From the password to the first page of the list, as the first screen requests it. */
async function opened(world: World): Promise<number> {
  const took = await timed(async () => {
    await world.signIn(email)
    await world.app.vault.list({ ...everything, limit: 100 })
    if (!world.openVault.current().ready()) await world.openVault.current().opened()
  })
  await world.openVault.current().checked()
  world.app.account.signOut()
  return took
}

/** As after a crash long ago, or when someone has deleted the stored list. */
async function openedCold(world: World): Promise<number> {
  const [account] = world.accounts.byEmail(email as never)
  if (!account) throw new Error('no account')
  for (const name of world.vaultRows.recordNames(account.vaultId)) {
    if (name.startsWith('list/')) world.vaultRows.deleteRecord(account.vaultId, name)
  }
  return opened(world)
}

const typed = [
  'harbour',
  'site 42',
  'grace@exa',
  'zz',
  'notes about',
  'ca',
  'crème',
  'example.com/lo',
]

/** A new query for each letter of each text, as when typing. */
async function keystrokes(world: World): Promise<number[]> {
  await world.signIn(email)
  await world.openVault.current().checked()
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    for (const text of typed) {
      for (let length = 1; length <= text.length; length += 1) {
        const query = { ...everything, text: text.slice(0, length), limit: 100 }
        times.push(await timed(() => world.app.vault.list(query)))
      }
    }
  }
  world.app.account.signOut()
  return times
}

/** While a vault is opened, verified, searched and scrolled in each order. */
async function loopDelays(world: World): Promise<{ p99: number; max: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  await world.pause()
  delays.enable()
  for (let round = 0; round < 3; round += 1) {
    await world.signIn(email)
    for (const sort of ['title', 'used', 'changed'] as const) {
      for (let offset = 0; offset < 5_000; offset += 100) {
        await world.app.vault.list({ ...everything, sort, offset, limit: 100 })
        await world.pause()
      }
    }
    for (let length = 1; length <= 7; length += 1) {
      await world.app.vault.list({ ...everything, text: 'harbour'.slice(0, length) })
      await world.pause()
    }
    await world.app.vault.overview(undefined)
    await world.openVault.current().checked()
    world.app.account.signOut()
  }
  delays.disable()
  return { p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 }
}

async function heapOf(world: World): Promise<number> {
  const used = async () => {
    // Twice: memory outside the heap is only freed after the objects that held it.
    collect()
    await world.pause()
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / 1e6
  }
  await world.signIn(email)
  await world.app.vault.list(everything)
  await world.openVault.current().checked()
  const held = await used()
  world.app.account.signOut()
  return held
}

function quantile(values: readonly number[], of: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * of) - 1] ?? Number.NaN
}
