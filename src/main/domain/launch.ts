/**
 * What the installed app may be started with. An allow-list: Chromium and Node have more than a
 * thousand switches, many of which run a program, open a port or write a file, and every version
 * adds some.
 */

/** What the rules need to know about the computer. */
export interface LaunchFacts {
  readonly platform: string
  /** Whether the user is root: for root, Chromium starts only without its sandbox. */
  readonly isRoot: boolean
  /** Whether the folder, or the one it will be created in, is this user's and writable by no one else. */
  isOwnFolder(path: string): boolean
}

/** Switches without a value. Each concerns display, input or accessibility, or is our own. */
const plain = new Set([
  '--hidden', // start at login: no window yet
  '--force-renderer-accessibility', // for screen readers that aren't detected
  '--force-high-contrast',
  '--force-prefers-reduced-motion',
  '--disable-gpu', // for graphics drivers that draw nothing
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
  // Not `basic`, which means no keyring: what the keyring had encrypted would count as lost.
  '--password-store': /^(gnome-libsecret|kwallet|kwallet5|kwallet6)$/,
}

const longestName = 60

/**
 * Chromium trims an argument before reading it (`base/command_line.cc`): ASCII blanks, and on
 * Windows all Unicode blanks. We always trim all of them: none of our links begins with one.
 */
const blanks = /^[\s\u0085]+|[\s\u0085]+$/g

/**
 * @param args without the program itself
 * @returns the names of the arguments that the app refuses to start with, without their values,
 *   which may be anything; empty if all are permitted. Arguments that aren't switches are not
 *   refused: they weaken nothing, and only a link of ours is read.
 */
export function refusedArguments(args: readonly string[], facts: LaunchFacts): readonly string[] {
  const refused = args.filter((arg) => isSwitch(arg, facts) && !isPermitted(arg, facts))
  return [...new Set(refused.map(nameOf))]
}

/**
 * Whether Chromium takes it for a switch, after trimming: one dash is enough, and on Windows a
 * slash. `--` alone ends the switches for Chromium but not here, so nothing depends on which reader
 * stops there.
 */
function isSwitch(arg: string, { platform }: LaunchFacts): boolean {
  if (arg === '--') return false
  const bare = arg.replace(blanks, '')
  return bare.startsWith('-') || (platform === 'win32' && bare.startsWith('/'))
}

function isPermitted(arg: string, facts: LaunchFacts): boolean {
  // So that what is checked here is exactly what Chromium reads.
  if (arg !== arg.replace(blanks, '')) return false
  if (plain.has(arg)) return true
  if (arg === '--no-sandbox') return facts.isRoot
  // Old releases of macOS pass a process number when they start a program.
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

/** Variables that affect Node, Electron or the tests, and that no person needs. */
const steering = /^(NODE_|ELECTRON_|LATCHKEY_|PLAYWRIGHT_|UV_|SSLKEYLOGFILE$|OPENSSL_|SSL_CERT_)/i

/** These two only affect how windows are drawn on Linux. */
const harmless = new Set(['ELECTRON_OZONE_PLATFORM_HINT', 'ELECTRON_FORCE_WINDOW_MENU_BAR'])

/**
 * @param names of all variables
 * @returns those that the installed app removes from its environment before it reads any. None may
 *   disable certificate checks, trust another authority, load code or log keys, in this process, in
 *   its threads or in a program that it starts.
 */
export function strayVariables(names: readonly string[]): readonly string[] {
  return names.filter((name) => steering.test(name) && !harmless.has(name))
}
