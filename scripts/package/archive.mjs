import { basename, dirname, join } from 'node:path'
import { runTool } from './files.mjs'
import { projectManifest } from './stage.mjs'

/**
 * The program's folder as a `.tar.gz` that is unpacked and run anywhere. Owner, order and times are
 * the same for everybody who makes it.
 * @param {object} options
 * @param {string} options.app
 * @param {string} options.out where the archive goes
 * @param {string} options.version
 * @param {number} options.date seconds since 1970
 * @param {import('./stage.mjs').Target} options.target
 * @param {boolean} options.quick compresses little: for tests
 * @returns {Promise<string>} the archive
 */
export async function makeArchive({ app, out, version, date, target, quick }) {
  const { name = '' } = projectManifest()
  const root = `${name}-${version}-${target.platform}-${target.arch}`
  const file = join(out, `${root}.tar.gz`)
  const same = ['--sort=name', `--mtime=@${date}`, '--owner=0', '--group=0', '--numeric-owner']
  const compress = `--use-compress-program=gzip -n -${quick ? 1 : 6}`
  const place = ['-C', dirname(app), `--transform=s,^${basename(app)},${root},`, basename(app)]
  await runTool('tar', ['-c', ...same, '--format=gnu', compress, '-f', file, ...place])
  return file
}
