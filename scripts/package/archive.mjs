import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'
import { evenOut, runTool } from './files.mjs'
import { projectManifest } from './stage.mjs'

/**
 * The program's folder as a `.tar.gz` that is unpacked and run anywhere. Owner, order and times are
 * the same for everybody who makes it.
 * @param {object} options
 * @param {string} options.app
 * @param {string} options.work a folder for what is not kept
 * @param {string} options.out where the archive goes
 * @param {string} options.version
 * @param {number} options.date seconds since 1970
 * @param {import('./stage.mjs').Target} options.target
 * @param {boolean} options.quick compresses little: for tests
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
 * What an archive has besides the program: how to run it where a system asks for more, and the name of
 * everything in it, by which an update knows what is not its own.
 * @param {string} app
 * @param {string} folder is made
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
