import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'
import { evenOut, runTool } from './files.mjs'
import { projectManifest } from './stage.mjs'

/**
 * Packs the program's folder into a `.tar.gz` that can be unpacked and run anywhere. Owner, order and
 * times are the same for everyone who makes it.
 * @param {object} options
 * @param {string} options.app
 * @param {string} options.work a folder for temporary files
 * @param {string} options.out where the archive goes
 * @param {string} options.version
 * @param {number} options.date seconds since 1970
 * @param {import('./stage.mjs').Target} options.target
 * @param {boolean} options.quick compresses less: for tests
 * @returns {Promise<string>} the archive
 */
export async function makeArchive({ app, work, out, version, date, target, quick }) {
  const { name = '' } = projectManifest()
  const root = `${name}-${version}-${target.platform}-${target.arch}`
  const file = join(out, `${root}.tar.gz`)
  const same = ['--sort=name', `--mtime=@${date}`, '--owner=0', '--group=0', '--numeric-owner']
  const compress = `--use-compress-program=gzip -n -${quick ? 1 : 6}`
  const own = ownFiles(app, join(work, 'portable'), target)
  evenOut(own, date)
  const from = (/** @type {string} */ folder) => [
    ...['-C', dirname(folder), `--transform=s,^${basename(folder)},${root},`],
    basename(folder),
  ]
  const place = [...from(app), ...from(own)]
  await runTool('tar', ['-c', ...same, '--format=gnu', compress, '-f', file, ...place])
  return file
}

/**
 * What an archive has besides the program: how to run it on systems that require more, and a list of
 * everything in it, which shows an update what does not belong to the app.
 * @param {string} app
 * @param {string} folder to create
 * @param {import('./stage.mjs').Target} target
 * @returns {string} the folder
 */
function ownFiles(app, folder, { platform }) {
  mkdirSync(folder)
  if (platform === 'linux')
    cpSync(fromRoot('resources/linux/portable'), folder, { recursive: true })
  const list = 'files.txt'
  const names = [app, folder].flatMap((one) =>
    readdirSync(one, { recursive: true, encoding: 'utf8' }),
  )
  writeFileSync(join(folder, list), `${[...names, list].toSorted().join('\n')}\n`)
  return folder
}
