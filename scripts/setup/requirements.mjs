/**
 * What the app and its tools need from a Linux system.
 * @typedef {object} Requirement
 * @property {readonly string[]} packages its Debian names: newer releases renamed some
 * @property {string} [command] what the package is needed for: if it exists, nothing is missing
 */

/** @satisfies {Record<string, readonly Requirement[]>} */
export const requirements = {
  /** To open the app. */
  run: [
    { packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
    { packages: ['libnss3'] },
    { packages: ['libasound2', 'libasound2t64'] },
    { packages: ['libgbm1'] },
    { packages: ['libnotify4'] },
    { packages: ['libsecret-1-0'] },
    { packages: ['xdg-utils'], command: 'xdg-open' },
  ],
  /** To open the app on a virtual screen, with a keyring. */
  session: [
    { packages: ['xvfb'], command: 'Xvfb' },
    { packages: ['dbus'], command: 'dbus-send' },
    { packages: ['dbus-daemon', 'dbus'], command: 'dbus-daemon' },
    { packages: ['gnome-keyring'], command: 'gnome-keyring-daemon' },
  ],
  test: [
    { packages: ['openssl'], command: 'openssl' },
    { packages: ['desktop-file-utils'], command: 'update-desktop-database' },
    { packages: ['libglib2.0-bin'], command: 'gdbus' },
  ],
  /** To make packages, and to check what the system reads from them. */
  package: [
    { packages: ['dpkg'], command: 'dpkg-deb' },
    { packages: ['xz-utils'], command: 'xz' },
    { packages: ['desktop-file-utils'], command: 'desktop-file-validate' },
    { packages: ['appstream'], command: 'appstreamcli' },
  ],
  /** To use an installed package through the accessibility bus, as a screen reader does. */
  'package-test': [
    { packages: ['at-spi2-core'] },
    { packages: ['gir1.2-atspi-2.0'] },
    { packages: ['python3-gi'] },
    { packages: ['xdotool'], command: 'xdotool' },
    { packages: ['x11-utils'], command: 'xwininfo' },
    { packages: ['debconf'], command: 'debconf-set-selections' },
  ],
  /** To build native modules. */
  compile: [
    { packages: ['g++'], command: 'g++' },
    { packages: ['make'], command: 'make' },
    { packages: ['python3'], command: 'python3' },
  ],
}

/** @typedef {keyof typeof requirements} Purpose */

/**
 * @param {readonly Requirement[]} wanted
 * @param {ReadonlySet<string>} installed names of packages
 * @param {(command: string) => boolean} hasCommand
 */
export const missingOf = (wanted, installed, hasCommand) =>
  wanted.filter(({ packages, command }) =>
    command === undefined ? !packages.some((name) => installed.has(name)) : !hasCommand(command),
  )

/**
 * The package to install for each requirement: the first name that this release of the system has, or
 * the very first if that is unknown.
 * @param {readonly Requirement[]} missing
 * @param {ReadonlySet<string>} available
 */
export const packagesFor = (missing, available) =>
  missing.map(({ packages }) => packages.find((name) => available.has(name)) ?? packages[0] ?? '')

/**
 * The names that can be installed, from the output of `apt-cache policy`. A name that other packages
 * merely provide has no candidate.
 * @param {string} output
 * @returns {ReadonlySet<string>}
 */
export function withCandidate(output) {
  const entries = output.matchAll(/^(\S+):\n(?:\s.*\n)*?\s+Candidate: (.+)$/gm)
  return new Set(
    [...entries].filter(([, , candidate]) => candidate !== '(none)').map(([, name = '']) => name),
  )
}
