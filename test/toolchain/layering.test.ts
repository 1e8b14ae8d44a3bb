import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

// The arrows of docs/architecture.md, as the linter enforces them: each line has a file, and an import
// that it may or may not have. The files need not exist.

const refused: [file: string, code: string][] = [
  ['src/contract/account.ts', "import '../main/domain/accounts'"],
  ['src/contract/account.ts', "import '../renderer/app'"],
  ['src/contract/account.ts', "import 'electron'"],
  ['src/contract/account.ts', "import 'node:crypto'"],

  ['src/preload/index.ts', "import '../main/ipc/handle'"],
  ['src/preload/index.ts', "import '../renderer/app'"],
  ['src/preload/index.ts', "import 'node:fs'"],
  ['src/preload/index.ts', "import 'zod'"],

  ['src/renderer/features/signed-out/SignIn.tsx', "import 'electron'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import 'node:fs'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import 'node:fs/promises'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import '../../../main/domain/accounts'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import '../../../preload'"],
  ['src/renderer/stores/app.ts', "import '../../preload/index'"],
  ['src/renderer/stores/app.ts', "import '../../contract/models'"],
  ['src/renderer/stores/app.ts', "import 'argon2'"],

  ['src/main/domain/reset/ask.ts', "import 'electron'"],
  ['src/main/domain/reset/ask.ts', "import 'node:crypto'"],
  ['src/main/domain/reset/ask.ts', "import 'crypto'"],
  ['src/main/domain/reset/ask.ts', "import 'jose'"],
  ['src/main/domain/reset/ask.ts', "import type { Database } from 'better-sqlite3'"],
  ['src/main/domain/reset/ask.ts', "export * from '../../adapters/tokens'"],
  ['src/main/domain/reset/ask.ts', "export const later = () => import('../../adapters/tokens')"],
  ['src/main/domain/reset/ask.ts', "import '../../ipc/reset'"],
  ['src/main/domain/reset/ask.ts', "import '../../desktop/windows'"],
  ['src/main/domain/services.ts', "import '../compose'"],
  ['src/main/domain/services.ts', "import '../../renderer/app'"],

  ['src/main/adapters/sqlite/open.ts', "import '../../ipc/reset'"],
  ['src/main/adapters/sqlite/open.ts', "import '../../desktop/windows'"],
  ['src/main/adapters/sqlite/open.ts', "import '../../compose'"],
  ['src/main/adapters/clock.ts', "import { ipcMain } from 'electron'"],

  ['src/main/ipc/reset.ts', "import '../adapters/tokens'"],
  ['src/main/ipc/reset.ts', "import '../desktop/windows'"],
  ['src/main/ipc/reset.ts', "import '../compose'"],
  ['src/main/ipc/reset.ts', "import { ipcMain } from 'electron'"],
  ['src/main/ipc/reset.ts', "import 'node:fs'"],
  ['src/main/ipc/reset.ts', "import 'better-sqlite3'"],
  ['src/main/ipc/handle.ts', "import '../adapters/tokens'"],

  ['src/main/desktop/windows.ts', "import '../adapters/tokens'"],
  ['src/main/desktop/windows.ts', "import '../ipc/handle'"],
  ['src/main/desktop/windows.ts', "import { ipcMain } from 'electron'"],

  ['src/main/index.ts', "import './adapters/clock'"],
  ['src/main/index.ts', "import { ipcMain } from 'electron'"],
  ['src/main/index.ts', "import '../renderer/app'"],
  ['src/main/compose/index.ts', "import { ipcMain as main } from 'electron'"],
  ['src/main/compose/index.ts', "import '../../preload'"],
]

const permitted: [file: string, code: string][] = [
  ['src/contract/account.ts', "import 'zod'"],
  ['src/contract/account.ts', "import 'zod/mini'"],
  ['src/contract/account.ts', "import './errors'"],
  ['src/preload/index.ts', "import { contextBridge, ipcRenderer } from 'electron'"],
  ['src/preload/index.ts', "import '@contract/channels'"],
  ['src/preload/index.ts', "import './call'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import '@contract/models'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import '@locales/en/app.json'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import '../../ui/Button'"],
  ['src/renderer/features/signed-out/SignIn.tsx', "import 'react'"],
  ['src/main/domain/reset/ask.ts', "import '../ports'"],
  ['src/main/domain/reset/ask.ts', "import './limits'"],
  ['src/main/domain/reset/ask.ts', "import '@contract/errors'"],
  ['src/main/adapters/sqlite/open.ts', "import 'better-sqlite3'"],
  ['src/main/adapters/sqlite/open.ts', "import 'node:fs'"],
  ['src/main/adapters/sqlite/open.ts', "import '../../domain/ports'"],
  ['src/main/adapters/keychain.ts', "import { safeStorage } from 'electron'"],
  ['src/main/ipc/reset.ts', "import '../domain/reset/ask'"],
  ['src/main/ipc/reset.ts', "import '@contract/channels'"],
  ['src/main/ipc/handle.ts', "import { ipcMain } from 'electron'"],
  ['src/main/ipc/first-call.ts', "import { ipcMain } from 'electron'"],
  ['src/main/desktop/windows.ts', "import { BrowserWindow } from 'electron'"],
  ['src/main/desktop/windows.ts', "import '@contract/api'"],
  ['src/main/desktop/windows.ts', "import type { Clock } from '../domain/ports'"],
  ['src/main/compose/index.ts', "import '../adapters/sqlite/open'"],
  ['src/main/compose/index.ts', "import '../domain/services'"],
  ['src/main/compose/index.ts', "import '../ipc/dispatch'"],
  ['src/main/index.ts', "import './compose'"],
  ['src/main/index.ts', "import './desktop/windows'"],
]

/** Puts each case on its own line of its file, so that one run of the linter answers them all. */
function lintAll(cases: [file: string, code: string][]): (file: string, code: string) => boolean {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-layering-'))
  try {
    const lines = new Map<string, [string, string][]>()
    for (const one of cases) lines.set(one[0], [...(lines.get(one[0]) ?? []), one])
    for (const [file, of] of lines) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), of.map(([, code]) => `${code}\n`).join(''))
    }
    copyFileSync('biome.json', join(folder, 'biome.json'))
    const found = violations(folder)
    return (file, code) => {
      const line = 1 + (lines.get(file)?.findIndex(([, other]) => other === code) ?? 0)
      return found.has(`${file}:${line}`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function violations(folder: string): Set<string> {
  const biome = resolve('node_modules/@biomejs/biome/bin/biome')
  const only = ['--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json']
  // Biome's launcher is a script, which the test's own runtime runs.
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...only], { cwd: folder })
  const report: { diagnostics: { location: { path: string; start: { line: number } } }[] } =
    JSON.parse(stdout.toString())
  return new Set(
    report.diagnostics.map(({ location }) => `${location.path}:${location.start.line}`),
  )
}

describe('the layers', () => {
  const isRefused = lintAll([...refused, ...permitted])

  it.each(refused)('%s may not: %s', (file, code) => {
    expect(isRefused(file, code)).toBe(true)
  })

  it.each(permitted)('%s may: %s', (file, code) => {
    expect(isRefused(file, code)).toBe(false)
  })
})
