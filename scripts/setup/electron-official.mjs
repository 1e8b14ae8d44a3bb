import { fromRoot, installedPackage, toolNode } from './paths.mjs'
import { run, tail } from './run.mjs'

const reachableWithin = 8_000
const downloadWithin = 15 * 60_000

/**
 * Runs Electron's own installer, which checks its download against the hashes in the npm package.
 * @returns {Promise<string | undefined>} why it failed, or undefined when Electron is there
 */
export async function downloadOfficialElectron() {
  const unreachable = await whyUnreachable()
  if (unreachable !== undefined) return unreachable
  const installer = fromRoot('node_modules', 'electron', 'install.js')
  const result = await run(toolNode(), [installer], { timeout: downloadWithin })
  return result.ok ? undefined : tail(result.output, 3)
}

/** A blocked network often swallows connections: check first, so that no one waits for minutes. */
async function whyUnreachable() {
  const { env } = process
  const proxied = env['ELECTRON_GET_USE_PROXY'] || env['ELECTRON_MIRROR']
  if (proxied) return undefined // The installer knows these settings; a plain fetch doesn't.
  const { version } = installedPackage('electron')
  const release = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
  try {
    const answer = await fetch(release, {
      method: 'HEAD',
      signal: AbortSignal.timeout(reachableWithin),
    })
    return answer.ok ? undefined : `github.com answered ${answer.status}`
  } catch {
    return 'github.com cannot be reached'
  }
}
