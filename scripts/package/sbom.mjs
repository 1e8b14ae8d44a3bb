import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileDigest } from '../setup/digest.mjs'
import { fromRoot, toolNode } from '../setup/paths.mjs'
import { run, tail } from '../setup/run.mjs'
import { SetupError } from '../setup/say.mjs'

/**
 * Writes the bill of materials as CycloneDX JSON: the npm packages of the lockfile, without those that
 * only development needs, and Electron, because it is shipped.
 * @param {string} file
 * @param {{ version: string, electron: string, executable: string, date: number }} facts versions of
 * the app and of Electron, the shipped executable, seconds since 1970
 */
export async function writeSbom(file, { version, electron, executable, date }) {
  const cli = fromRoot('node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js')
  const what = ['--package-lock-only', '--omit', 'dev', '--omit', 'peer']
  const how = ['--output-reproducible', '--output-format', 'JSON', '--output-file', file]
  const result = await run(toolNode(), [cli, ...what, ...how, fromRoot('package.json')])
  if (!result.ok) {
    throw new SetupError(
      `The bill of materials could not be written:\n${tail(result.output)}`,
      'run npm start, and then the same command again.',
    )
  }
  const bill = JSON.parse(readFileSync(file, 'utf8'))
  bill.metadata.timestamp = new Date(date * 1000).toISOString()
  bill.metadata.component.version = version
  bill.components.push({
    type: 'framework',
    name: 'electron',
    'bom-ref': `electron@${electron}`,
    version: electron,
    licenses: [{ license: { id: 'MIT' } }],
    purl: `pkg:npm/electron@${electron}`,
    description: 'The executable, as its makers built it, before names and fuses were set',
    hashes: [{ alg: 'SHA-256', content: await fileDigest(executable, 'sha256', 'hex') }],
  })
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
}

export const sbomIn = (/** @type {string} */ app) => join(app, 'sbom.cdx.json')
