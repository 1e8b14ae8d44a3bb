import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packager } from '@electron/packager'
import { electronPath, fromRoot, installedPackage } from '../setup/paths.mjs'
import { zipElectron } from './electron-zip.mjs'
import { setFuses } from './fuses.mjs'
import { projectManifest, stageApp } from './stage.mjs'

/**
 * Makes the program as it will be installed: Electron under our name, the app in one archive with only
 * the native binaries next to it, and the fuses set.
 * @param {object} options
 * @param {string} options.work a folder for temporary files
 * @param {string} options.version of the app
 * @param {string} options.electron version of the installed Electron
 * @param {import('./stage.mjs').Target} options.target
 * @returns {Promise<string>} the program's folder
 */
export async function makeAppFolder({ work, version, electron, target }) {
  const { productName = '', name = '', desktopName: _, ...manifest } = projectManifest()
  const { platform, arch } = target
  const dir = join(work, 'app')
  stageApp(dir, version, target)
  const [folder = ''] = await packager({
    dir,
    out: work,
    tmpdir: join(work, 'tmp'),
    name: productName,
    executableName: platform === 'linux' ? name : productName,
    platform,
    arch,
    // By name only: a path would match nothing under a folder whose name begins with a dot.
    asar: { unpack: '*.node' },
    // Only the files that belong there were staged.
    prune: false,
    appVersion: version,
    appCopyright: `Copyright the ${productName} authors. ${manifest['license']} licence.`,
    icon: fromRoot('resources/icons/latchkey'),
    quiet: true,
    ...electronFor(work, electron, target),
    ...forMac(productName),
    win32metadata: { CompanyName: productName, FileDescription: productName },
    afterComplete: [
      async ({ buildPath }) => {
        await setFuses(executable(buildPath, target, productName, name), target)
      },
    ],
  })
  return folder
}

/**
 * For this system, the installed Electron, which the tests ran on; for others, the packager downloads
 * the pinned one.
 * @param {string} work
 * @param {string} version
 * @param {import('./stage.mjs').Target} target
 */
function electronFor(work, version, target) {
  if (!isHere(target)) return { electronVersion: installedPackage('electron').version }
  const { platform, arch } = target
  const electronZipDir = join(work, 'electron')
  mkdirSync(electronZipDir, { recursive: true })
  const zip = `electron-v${version}-${platform}-${arch}.zip`
  zipElectron(dirname(electronPath() ?? ''), electronZipDir, zip)
  return { electronVersion: version, electronZipDir }
}

/** @param {import('./stage.mjs').Target} target */
export const isHere = ({ platform, arch }) => platform === process.platform && arch === process.arch

/** @param {string} productName */
const forMac = (productName) => ({
  appBundleId: 'app.latchkey.Latchkey',
  appCategoryType: 'public.app-category.utilities',
  darwinDarkModeSupport: true,
  protocols: [{ name: `${productName} link`, schemes: ['latchkey'] }],
})

/**
 * @param {string} folder
 * @param {import('./stage.mjs').Target} target
 * @param {string} productName
 * @param {string} name
 */
function executable(folder, { platform }, productName, name) {
  if (platform === 'darwin') return join(folder, `${productName}.app`)
  return join(folder, platform === 'win32' ? `${productName}.exe` : name)
}
