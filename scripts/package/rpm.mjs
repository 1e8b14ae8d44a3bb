import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../setup/run.mjs'
import { SetupError } from '../setup/say.mjs'
import { layOut } from './debian.mjs'
import { evenOut, runTool } from './files.mjs'
import { projectManifest } from './stage.mjs'

const architectures = { x64: 'x86_64', arm64: 'aarch64' }

/**
 * Makes an `.rpm` with rpmbuild, of the same files as the `.deb`. It has never been installed anywhere.
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
export async function makeRpm({ app, work, out, version, date, arch, quick }) {
  if (!(await run('rpmbuild', ['--version'])).ok) {
    throw new SetupError(
      'Making an .rpm needs rpmbuild, which is not installed.',
      'install it (Debian and relatives: apt install rpm), or leave rpm out of --formats.',
    )
  }
  const top = join(work, 'rpm')
  const tree = join(top, 'tree')
  layOut(app, tree, version, date)
  evenOut(tree, date)
  const spec = join(top, 'latchkey.spec')
  writeFileSync(spec, specification(tree, version, quick))
  const target = architectures[arch]
  const where = ['--define', `_topdir ${top}`, '--define', `_rpmdir ${top}/made`]
  await runTool('rpmbuild', ['-bb', '--quiet', '--target', target, ...where, spec], {
    SOURCE_DATE_EPOCH: String(date),
  })
  const [made = ''] = readdirSync(join(top, 'made', target))
  const file = join(out, made)
  mkdirSync(out, { recursive: true })
  rmSync(file, { force: true })
  await runTool('mv', [join(top, 'made', target, made), file])
  return file
}

/**
 * @param {string} tree what is packed
 * @param {string} version
 * @param {boolean} quick
 */
function specification(tree, version, quick) {
  const { name = '', description = '', license = '' } = projectManifest()
  return `# Strips and changes nothing; times and names are the same wherever it is made.
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost reproducible
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload ${quick ? 'w1.gzdio' : 'w6.xzdio'}
# Bundled libraries are only for the app itself, and no other package provides them.
%global __provides_exclude_from ^/usr/lib/latchkey/.*$
%global __requires_exclude ^lib(ffmpeg|EGL|GLESv2|vk_swiftshader|vulkan)\\.so.*$

Name: ${name}
# A pre-release version sorts before its release.
Version: ${version.replace('-', '~')}
Release: 1
Summary: ${description.replace(/\.$/, '')}
License: ${license}

%description
${description}

%install
cp -a ${tree}/. %{buildroot}/

%post
# As in the .deb: makes the helper setuid root only where ordinary users have no user namespaces.
if [ "$(cat /proc/sys/user/max_user_namespaces 2>/dev/null || echo 1)" = 0 ]; then
  chmod 4755 /usr/lib/latchkey/chrome-sandbox
fi

%files
%defattr(-,root,root,-)
${contents(tree).join('\n')}
`
}

/**
 * Our folders as a whole, and single files in folders that belong to the system.
 * @param {string} tree
 */
function contents(tree) {
  const own = '/usr/lib/latchkey'
  const files = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(tree.length))
    .filter((file) => !file.startsWith(`${own}/`))
    .toSorted()
  return [own, ...files]
}
