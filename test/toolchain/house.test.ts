import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circlesOf } from '../../scripts/house/figures.mjs'
import {
  againstTheFloors,
  floorOf,
  floors,
  placeOf,
  withoutFloor,
} from '../../scripts/house/floors.mjs'
import { importsOf } from '../../scripts/house/imports.mjs'
import { readSources } from '../../scripts/house/sources.mjs'
import { root } from '../../scripts/setup/paths.mjs'

// As layering.test.ts checks the outer layers, this checks the inside. `npm run house` counts it.

function read(folder: string) {
  const sources = readSources(folder, ['src', 'test', 'e2e'])
  const paths = sources.map(({ path }) => path)
  return { paths, imports: importsOf(folder, sources) }
}

/** What is found in a project of only these files. */
function planted(files: Record<string, string>) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latchkey-house-'))
  try {
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${code}\n`)
    }
    return read(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const circles = (imports: ReturnType<typeof importsOf>) =>
  circlesOf(imports).map(({ around }) => around.join('\n'))

describe('the house', () => {
  const { paths, imports } = read(root)

  it('has no folder that imports its own floor or one above, types included, in domain and renderer', () => {
    expect(againstTheFloors(imports)).toEqual([])
  })

  it('has a floor for every folder of the domain and the renderer', () => {
    expect(withoutFloor(paths, imports)).toEqual([])
  })

  it('names no folder that is gone, and none twice', () => {
    const there = new Set(paths.flatMap((path) => placeOf(path) ?? []))
    const named = Object.entries(floors).flatMap(([base, all]) =>
      all.flat().map((name) => `${base}/${name}`),
    )
    expect(named.toSorted()).toEqual([...there].sort())
  })

  it('has no circle of imports in its source or its tests, types included', () => {
    expect(circles(imports)).toEqual([])
  })
})

describe('what looks after the house', () => {
  it.each([
    "import './lock/locker'",
    "import type { Locker } from './lock/locker'",
    "export * from './lock/locker'",
    "export type { Locker } from './lock/locker'",
    "export const later = () => import('./lock/locker')",
    "export type Later = import('./lock/locker').Locker",
    "export type Later = typeof import('./lock/locker')",
  ])('finds an import of a floor above: %s', (code) => {
    const { imports } = planted({
      'src/main/domain/ids.ts': code,
      'src/main/domain/lock/locker.ts': 'export interface Locker {}',
    })
    expect(againstTheFloors(imports)).toEqual([
      `src/main/domain/ids.ts:1 (floor 1) imports src/main/domain/lock/locker.ts (floor ${floorOf('src/main/domain/lock')})`,
    ])
  })

  it('finds an import of the same floor, and permits those of the own folder and of one below', () => {
    const { imports } = planted({
      'src/main/domain/lock/index.ts': "import '../ids'\nimport './locker'\nimport '../updates'",
      'src/main/domain/lock/locker.ts': '',
      'src/main/domain/updates/index.ts': '',
      'src/main/domain/ids.ts': '',
    })
    const floor = `(floor ${floorOf('src/main/domain/lock')})`
    expect(againstTheFloors(imports)).toEqual([
      `src/main/domain/lock/index.ts:3 ${floor} imports src/main/domain/updates/index.ts ${floor}`,
    ])
  })

  it('keeps a control from knowing a feature, and leaves the domain’s floors out of it', () => {
    const { imports } = planted({
      'src/renderer/ui/Button.tsx': "import '../features/account/Account'\nimport '../i18n/format'",
      'src/renderer/features/account/Account.tsx': '',
      'src/renderer/i18n/format.ts': '',
    })
    expect(againstTheFloors(imports)).toEqual([
      'src/renderer/ui/Button.tsx:1 (floor 2) imports src/renderer/features/account/Account.tsx (floor 4)',
    ])
  })

  it('says of a new folder without a floor where to put it', () => {
    const { paths, imports } = planted({
      'src/main/domain/attic/index.ts': "import '../ids'\nimport '../crypto/contexts'",
      'src/main/domain/crypto/contexts.ts': '',
      'src/main/domain/ids.ts': '',
    })
    expect(withoutFloor(paths, imports)).toEqual([
      `src/main/domain/attic has no floor. It imports ids, crypto: add it to floor ${1 + floorOf('src/main/domain/crypto')} or one above in scripts/house/floors.mjs.`,
    ])
  })

  it('finds a circle of types only, through an alias too, and shows the way around', () => {
    const { imports } = planted({
      'src/contract/key.ts': "import type { Lock } from '@contract/lock'\nexport type Key = Lock",
      'src/contract/lock.ts': "\nexport type Lock = import('./key').Key",
      'src/contract/door.ts': "import type { Lock } from './lock'\nexport type Door = Lock",
    })
    expect(circles(imports)).toEqual([
      'src/contract/key.ts:1 imports src/contract/lock.ts\nsrc/contract/lock.ts:2 imports src/contract/key.ts',
    ])
  })
})
