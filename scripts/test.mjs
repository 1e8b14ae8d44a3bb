/**
 * `npm test`: sets up, builds, and runs every test. With `unit`, `e2e` or `package` as argument it runs
 * only those; further arguments go to their runner. The package tests install, upgrade and remove the
 * app, so `npm test` includes them only for root on a computer made for that (`CI=true`). The last line
 * is the total.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inDesktopSession } from './desktop-session.mjs'
import { quickFolder } from './quick-folder.mjs'
import { buildApp } from './setup/build.mjs'
import { runningElectron } from './setup/electron.mjs'
import { setUp } from './setup/index.mjs'
import { electronPath, fromRoot, toolNode } from './setup/paths.mjs'
import { run } from './setup/run.mjs'
import { runMain, say } from './setup/say.mjs'
import { addUp, playwrightTotals, totalLine, totalStatus, vitestTotals } from './totals.mjs'

const [which = 'all', ...rest] = process.argv.slice(2)

const mayInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && process.env['CI'] === 'true'
const packagePurposes = /** @type {const} */ (['package', 'package-test'])

await runMain(async () => {
  const reports = mkdtempSync(join(tmpdir(), 'latchkey-reports-'))
  const quick = quickFolder()
  // Ctrl-C ends the current run from the terminal; the folders still have to be removed.
  let stopped = false
  process.on('SIGINT', () => {
    stopped = true
  })
  try {
    const withPackages = which === 'package' || (which === 'all' && mayInstall)
    await setUp('session', 'test', ...(withPackages ? packagePurposes : []))
    const runs = []
    const wanted = (/** @type {string} */ kind) => !stopped && (which === 'all' || which === kind)
    const inQuick = { TMPDIR: quick }
    if (wanted('unit')) runs.push(await unitTests(join(reports, 'unit.json'), inQuick))
    if (wanted('e2e')) runs.push(await endToEndTests(join(reports, 'e2e.json'), inQuick))
    if (withPackages && !stopped) runs.push(await packageTests(reports))
    const totals = addUp(runs)
    if (totals.skipped > 0) say(`${totals.skipped} skipped`)
    say(totalLine(totals))
    return totalStatus(totals)
  } finally {
    for (const folder of [reports, quick]) rmSync(folder, { recursive: true, force: true })
  }
})

/** In Electron's own Node, which is the runtime of main. */
async function unitTests(/** @type {string} */ report, /** @type {NodeJS.ProcessEnv} */ env) {
  const vitest = fromRoot('node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = await run(electronPath() ?? '', [vitest, 'run', ...reporters, ...rest], {
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    show: true,
  })
  return { status, totals: read('unit tests', status, report, vitestTotals) }
}

/** On the built app, in a desktop session of its own. */
async function endToEndTests(/** @type {string} */ report, /** @type {NodeJS.ProcessEnv} */ env) {
  await buildApp()
  const playwright = fromRoot('node_modules/@playwright/test/cli.js')
  const command = [toolNode(), playwright, 'test', '--reporter=list,json', ...rest]
  const status = await inDesktopSession(command, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  return { status, totals: read('end-to-end tests', status, report, playwrightTotals) }
}

/** On packages made for the purpose: the current version, and a lower one to upgrade from. */
async function packageTests(/** @type {string} */ folder) {
  await buildApp()
  const electron = `--electron=${await runningElectron()}`
  const make = [fromRoot('scripts/package/make.mjs'), electron, '--quick']
  for (const where of [['new'], ['old', '--version=0.0.9', '--formats=deb']]) {
    const [name = '', ...version] = where
    const args = [...make, ...version, `--out=${join(folder, name)}`]
    const { ok } = await run(toolNode(), args, { show: true })
    if (!ok) return { status: 1, totals: undefined }
  }
  const report = join(folder, 'package.json')
  const playwright = fromRoot('node_modules/@playwright/test/cli.js')
  const config = ['-c', 'playwright.package.config.ts', '--reporter=list,json']
  const { status } = await run(toolNode(), [playwright, 'test', ...config, ...rest], {
    env: { ...process.env, LATCHKEY_PACKAGES: folder, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    show: true,
  })
  return { status, totals: read('tests of packages', status, report, playwrightTotals) }
}

/**
 * @template Report
 * @param {string} what
 * @param {number} status
 * @param {string} path
 * @param {(report: Report) => import('./totals.mjs').Totals} total
 */
function read(what, status, path, total) {
  try {
    return total(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    say(`The ${what} ended without a report (exit status ${status}).`)
    return undefined
  }
}
