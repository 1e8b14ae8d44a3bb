/**
 * What the installed app may be started with. An allow-list: Chromium and Node know more than a
 * thousand switches, many of which run a program, open a port or write a file, and every version
 * brings new ones.
 */

/** What the rules have to know of the computer. */
export interface LaunchFacts {
  readonly platform: string
  /** Root (0) on a system that has it: Chromium starts for root without its sandbox or not at all. */
  readonly isRoot: boolean
  /** Whether a folder, or what it will be made in, is this user's own and nobody else's to write. */
  isOwnFolder(path: string): boolean
}

/** Without a value. Each is for a person's eyes, hands or graphics card, or is our own. */
const plain = new Set([
  '--hidden', // start at login: no window yet
  '--force-renderer-accessibility', // screen readers that are not found by themselves
  '--force-high-contrast',
  '--force-prefers-reduced-motion',
  '--disable-gpu', // graphics drivers that draw nothing
  '--disable-gpu-compositing',
  '--enable-wayland-ime',
])

const values: Readonly<Record<string, RegExp>> = {
  '--ozone-platform': /^(x11|wayland)$/,
  '--ozone-platform-hint': /^(auto|x11|wayland)$/,
  '--wayland-text-input-version': /^[13]$/,
  '--gtk-version': /^[34]$/,
  '--force-device-scale-factor': /^\d(\.\d{1,3})?$/,
  '--lang': /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}$/,
  // Not `basic`, which is none: what the keyring had sealed would count as lost.
  '--password-store': /^(gnome-libsecret|kwallet|kwallet5|kwallet6)$/,
}

const longestName = 60

/**
 * Chromium takes blanks off both ends of an argument before it reads it (`base/command_line.cc`): those of
 * ASCII, on Windows all of Unicode's. Here always all: no link of ours begins with one.
 */
const blanks = /^[\s\u0085]+|[\s\u0085]+$/g

/**
 * @param args without the program itself
 * @returns the names of those that the app does not start with, without their values, which may be
 * anything; empty when all is well. What is no switch is not refused: it weakens nothing, and the
 * only one that is read is a link of ours.
 */
export function refusedArguments(args: readonly string[], facts: LaunchFacts): readonly string[] {
  const refused = args.filter((arg) => isSwitch(arg, facts) && !isPermitted(arg, facts))
  return [...new Set(refused.map(nameOf))]
}

/**
 * As Chromium sees it, without the blanks; one dash is enough, and on Windows a slash. `--` alone ends
 * them for Chromium, but not here: nobody has to know which of two readers stops at it.
 */
function isSwitch(arg: string, { platform }: LaunchFacts): boolean {
  if (arg === '--') return false
  const bare = arg.replace(blanks, '')
  return bare.startsWith('-') || (platform === 'win32' && bare.startsWith('/'))
}

function isPermitted(arg: string, facts: LaunchFacts): boolean {
  // What is checked here is then also what Chromium reads.
  if (arg !== arg.replace(blanks, '')) return false
  if (plain.has(arg)) return true
  if (arg === '--no-sandbox') return facts.isRoot
  // Old releases of macOS number the start of a program.
  if (facts.platform === 'darwin' && /^-psn_\d+_\d+$/.test(arg)) return true
  const at = arg.indexOf('=')
  if (at < 0) return false
  const [name, value] = [arg.slice(0, at), arg.slice(at + 1)]
  if (name === '--user-data-dir') return facts.isOwnFolder(value)
  return Object.hasOwn(values, name) && values[name]?.test(value) === true
}

function nameOf(arg: string): string {
  const name = arg.split('=', 1)[0] ?? ''
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, longestName)
}

/** Variables that steer Node, Electron or the tests, and change nothing that a person wants. */
const steering = /^(NODE_|ELECTRON_|LATCHKEY_|PLAYWRIGHT_|UV_|SSLKEYLOGFILE$|OPENSSL_|SSL_CERT_)/i

/** These two only say how windows are drawn on Linux. */
const harmless = new Set(['ELECTRON_OZONE_PLATFORM_HINT', 'ELECTRON_FORCE_WINDOW_MENU_BAR'])

/**
 * @param names of all variables
 * @returns those that the installed app takes out of its environment before it reads any: none may
 * turn off the check of a certificate, trust another authority, load code or write down keys, in
 * this process, in its threads or in a program that it starts
 */
export function strayVariables(names: readonly string[]): readonly string[] {
  return names.filter((name) => steering.test(name) && !harmless.has(name))
}
