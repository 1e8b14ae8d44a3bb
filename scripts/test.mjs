/**
 * `npm test`: all set-up, the build, and every test. `unit` or `e2e` as argument runs only those,
 * and what follows goes to their runner. The last line printed is the total.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inDesktopSession } from './desktop-session.mjs'
import { buildApp } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'
import { electronPath, fromRoot, toolNode } from './setup/paths.mjs'
import { run } from './setup/run.mjs'
import { runMain, say } from './setup/say.mjs'
import { addUp, playwrightTotals, totalLine, totalStatus, vitestTotals } from './totals.mjs'

const [which = 'all', ...rest] = process.argv.slice(2)

await runMain(async () => {
  const reports = mkdtempSync(join(tmpdir(), 'latchkey-reports-'))
  try {
    await setUp('session', 'test')
    const runs = []
    if (which !== 'e2e') runs.push(await unitTests(join(reports, 'unit.json')))
    if (which !== 'unit') runs.push(await endToEndTests(join(reports, 'e2e.json')))
    const totals = addUp(runs)
    if (totals.skipped > 0) say(`${totals.skipped} skipped`)
    say(totalLine(totals))
    return totalStatus(totals)
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
})

/** In Electron's own Node, so that main's code meets the runtime it is written for. */
async function unitTests(/** @type {string} */ report) {
  const vitest = fromRoot('node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = await run(electronPath() ?? '', [vitest, 'run', ...reporters, ...rest], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    show: true,
  })
  return { status, totals: read('unit tests', status, report, vitestTotals) }
}

/** On the built app, in a desktop session of its own. */
async function endToEndTests(/** @type {string} */ report) {
  await buildApp()
  const playwright = fromRoot('node_modules/@playwright/test/cli.js')
  const command = [toolNode(), playwright, 'test', '--reporter=list,json', ...rest]
  const status = await inDesktopSession(command, { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  return { status, totals: read('end-to-end tests', status, report, playwrightTotals) }
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
