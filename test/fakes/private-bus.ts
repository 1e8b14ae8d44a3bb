import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { busConfiguration } from '../../scripts/session/files.mjs'

export interface PrivateBus {
  /** The value for `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string
  stop(): void
}

/** A real message bus that no one else uses, so that its messages reach no other test's app. */
export async function privateBus(): Promise<PrivateBus> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bus-'))
  const configuration = join(folder, 'bus.conf')
  writeFileSync(configuration, busConfiguration(folder))
  const args = [`--config-file=${configuration}`, '--nofork', '--print-address=1']
  const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const address = await new Promise((said) => daemon.stdout.once('data', said))
  return {
    address: String(address).trim(),
    stop() {
      daemon.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
