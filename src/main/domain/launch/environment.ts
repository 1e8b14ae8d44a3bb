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
