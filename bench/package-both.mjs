/**
 * Makes what bench/packaged.ts measures: `package-both.mjs FOLDER` puts `ours` and `baseline` into the
 * folder, two programs with the same executable, fuses and probe; only the contents of their archives
 * differ. It runs under the tools' Node.
 */
import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { makeAppFolder } from '../scripts/package/app-folder.mjs'
import { projectManifest } from '../scripts/package/stage.mjs'
import { electronPath, fromRoot } from '../scripts/setup/paths.mjs'

const [, , folder = ''] = process.argv
const ours = join(folder, 'ours')
const baseline = join(folder, 'baseline')
const work = join(folder, 'work')

const target = /** @type {import('../scripts/package/stage.mjs').Target} */ ({
  platform: process.platform,
  arch: process.arch,
})
const version = projectManifest()['version'] ?? ''
const electron = readFileSync(join(dirname(electronPath() ?? ''), 'version'), 'utf8')
mkdirSync(work, { recursive: true })
const made = await makeAppFolder({ work, version, electron: electron.replace('v', ''), target })
renameSync(made, ours)
linkTree(ours, baseline)
for (const part of ['app.asar', 'app.asar.unpacked']) {
  rmSync(join(baseline, 'resources', part), { recursive: true, force: true })
}

const staged = join(work, 'staged')
extractAll(join(ours, 'resources/app.asar'), staged)
await withProbe(staged, ours)
const bare = join(work, 'bare')
cpSync(fromRoot('bench/bare'), bare, { recursive: true })
await withProbe(bare, baseline)
cpSync(fromRoot('bench/bare/index.html'), join(baseline, 'resources/index.html'))
rmSync(work, { recursive: true })

/**
 * Links the files, so that both programs run the very same ones: how much of an executable is resident,
 * and so counted for each process, depends on how that file was read before, not on the app.
 * @param {string} from
 * @param {string} to
 */
function linkTree(from, to) {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [one, other] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(one, other)
    else linkSync(one, other)
  }
}

/**
 * A package accepts neither `-r` nor a debugging port, so the probe goes into the archive and is loaded
 * before the program's own main.
 * @param {string} app the folder of its files
 * @param {string} program
 */
async function withProbe(app, program) {
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))
  const start = `import './probe.cjs'\nawait import('./${manifest.main}')\n`
  writeFileSync(join(app, 'probed.mjs'), start)
  cpSync(fromRoot('bench/probe.cjs'), join(app, 'probe.cjs'))
  const probed = { ...manifest, main: 'probed.mjs' }
  writeFileSync(join(app, 'package.json'), JSON.stringify(probed))
  const archive = join(program, 'resources/app.asar')
  await createPackageWithOptions(app, archive, { unpack: '*.node' })
}
