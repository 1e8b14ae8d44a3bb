/**
 * Makes packages of the built app: `make.mjs --electron=VERSION`, and `--platform=`, `--arch=`,
 * `--version=`, `--out=`, `--formats=deb,tar.gz,rpm`, `--quick`. It runs under the tools' Node.
 */
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { electronPath, fromRoot, installedPackage } from '../setup/paths.mjs'
import { runMain, SetupError, say, step } from '../setup/say.mjs'
import { isHere, makeAppFolder } from './app-folder.mjs'
import { makeArchive } from './archive.mjs'
import { makeDeb } from './debian.mjs'
import { electronWarning } from './embedded-electron.mjs'
import { evenOut, sourceDate } from './files.mjs'
import { licenceFile, licences } from './licences.mjs'
import { makeRpm } from './rpm.mjs'
import { sbomIn, writeSbom } from './sbom.mjs'
import { projectManifest } from './stage.mjs'

const { values } = parseArgs({
  options: {
    electron: { type: 'string' },
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
    version: { type: 'string', default: projectManifest()['version'] ?? '' },
    out: { type: 'string', default: fromRoot('dist') },
    formats: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`

await runMain(async () => {
  const { electron = '', version, out, quick } = values
  const target = /** @type {import('./stage.mjs').Target} */ ({
    platform: values.platform,
    arch: values.arch,
  })
  const formats = (values.formats ?? (target.platform === 'linux' ? 'deb,tar.gz' : 'tar.gz')).split(
    ',',
  )
  const work = join(out, '.work')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const date = await sourceDate()

  const app = await step(`Latchkey ${version} for ${target.platform}, ${target.arch}`, async () => {
    const folder = await makeAppFolder({ work, version, electron, target })
    const executable = electronPath() ?? ''
    await writeSbom(sbomIn(folder), { version, electron, executable, date })
    // The owner may put this page on a web server; the mail settings say where it is.
    cpSync(fromRoot('resources/link-page'), join(folder, 'resources/link-page'), {
      recursive: true,
    })
    writeFileSync(join(folder, 'licences.txt'), licenceFile(licences()))
    evenOut(folder, date)
    return folder
  })
  const common = { app, work, out, version, date, quick }
  /** @type {Readonly<Record<string, () => Promise<string>>>} */
  const makers = {
    deb: () => makeDeb({ ...common, arch: target.arch }),
    rpm: () => makeRpm({ ...common, arch: target.arch }),
    'tar.gz': () => makeArchive({ ...common, target }),
  }
  const made = []
  for (const format of formats) {
    const maker = makers[format]
    if (maker === undefined) {
      const known = Object.keys(makers).join(', ')
      throw new SetupError(
        `Unknown format: ${format}.`,
        `use one or more of ${known} for --formats.`,
      )
    }
    made.push(await step(`.${format}`, maker))
  }
  for (const file of made) say(`✓ ${file} (${megabytes(statSync(file).size)})`)
  if (quick || !isHere(target)) return
  for (const line of electronWarning(electron, installedPackage('electron').version)) say(line)
})
