import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fromRoot } from '../setup/paths.mjs'
import { requirements } from '../setup/requirements.mjs'
import { filesIn } from './electron-zip.mjs'
import { evenOut, runTool } from './files.mjs'
import { iconSizes } from './icon-files.mjs'
import { projectManifest } from './stage.mjs'

const architectures = { x64: 'amd64', arm64: 'arm64' }
const linux = (/** @type {string} */ file) => fromRoot('resources/linux', file)

/**
 * Makes a `.deb` with nothing but dpkg-deb.
 * @param {object} options
 * @param {string} options.app the program's folder
 * @param {string} options.work a folder for temporary files
 * @param {string} options.out where the package goes
 * @param {string} options.version
 * @param {number} options.date seconds since 1970
 * @param {'x64' | 'arm64'} options.arch
 * @param {boolean} options.quick compresses less: for tests
 * @returns {Promise<string>} the package
 */
export async function makeDeb({ app, work, out, version, date, arch, quick }) {
  const { name = '' } = projectManifest()
  const tree = join(work, 'deb')
  layOut(app, tree, version, date)
  writeControl(tree, version, architectures[arch])
  evenOut(tree, date)
  const file = join(out, `${name}_${version}_${architectures[arch]}.deb`)
  const compression = quick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6']
  await runTool('dpkg-deb', ['--root-owner-group', ...compression, '-b', tree, file], {
    SOURCE_DATE_EPOCH: String(date),
  })
  return file
}

/**
 * Puts every file where it will be on the system.
 * @param {string} app
 * @param {string} tree
 * @param {string} version
 * @param {number} date
 */
export function layOut(app, tree, version, date) {
  const place = (/** @type {string[]} */ ...parts) => {
    const path = join(tree, ...parts)
    mkdirSync(join(path, '..'), { recursive: true })
    return path
  }
  const home = place('usr/lib/latchkey')
  cpSync(app, home, { recursive: true, verbatimSymlinks: true })
  cpSync(linux('apparmor-profile'), join(home, 'apparmor-profile'))
  symlinkSync('../lib/latchkey/latchkey', place('usr/bin/latchkey'))
  cpSync(linux('latchkey.desktop'), place('usr/share/applications/latchkey.desktop'))
  const icons = 'usr/share/icons/hicolor'
  for (const size of iconSizes) {
    const png = fromRoot('resources/icons', `${size}.png`)
    cpSync(png, place(icons, `${size}x${size}/apps/latchkey.png`))
  }
  cpSync(fromRoot('resources/icons/latchkey.svg'), place(icons, 'scalable/apps/latchkey.svg'))
  const metainfo = readFileSync(linux('latchkey.metainfo.xml'), 'utf8')
    .replace('@VERSION@', version)
    .replace('@DATE@', new Date(date * 1000).toISOString().slice(0, 10))
  writeFileSync(place('usr/share/metainfo/app.latchkey.Latchkey.metainfo.xml'), metainfo)
  const doc = 'usr/share/doc/latchkey'
  cpSync(linux('debian/copyright'), place(doc, 'copyright'))
  for (const list of ['licences.txt', 'sbom.cdx.json', 'LICENSES.chromium.html']) {
    symlinkSync(`../../../lib/latchkey/${list}`, place(doc, list))
  }
}

/**
 * @param {string} tree
 * @param {string} version
 * @param {string} architecture
 */
function writeControl(tree, version, architecture) {
  const { description = '' } = projectManifest()
  const kib = filesIn(tree)
    .map((path) => Math.ceil(lstatSync(join(tree, path)).size / 1024))
    .reduce((sum, size) => sum + size, 0)
  const fields = {
    Package: 'latchkey',
    Version: version,
    Section: 'utils',
    Priority: 'optional',
    Architecture: architecture,
    Maintainer: 'The Latchkey authors <latchkey@users.noreply.invalid>',
    'Installed-Size': kib,
    // The same as our setup requires for opening the app, with the names of newer releases first.
    Depends: requirements.run.map(({ packages }) => packages.toReversed().join(' | ')).join(', '),
    Recommends: 'gnome-keyring | libkf5wallet-bin | keepassxc, desktop-file-utils',
    Description: 'local accounts and an encrypted vault, without a server',
  }
  const control = join(tree, 'DEBIAN')
  mkdirSync(control)
  const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}`)
  writeFileSync(join(control, 'control'), `${[...lines, ` ${description}`].join('\n')}\n`)
  for (const file of ['postinst', 'prerm', 'postrm', 'templates']) {
    cpSync(linux(`debian/${file}`), join(control, file))
    if (file !== 'templates') chmodSync(join(control, file), 0o755)
  }
}
