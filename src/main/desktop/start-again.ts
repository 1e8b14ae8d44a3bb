import { spawn } from 'node:child_process'
import { forOthers } from './umask'

/**
 * Starts the program once more, for a start that ends before it holds anything. The next one need not
 * wait for the end of this one, as with `app.relaunch`: that wait can last forever if the signal of the
 * end comes at the wrong moment (Electron, relauncher_linux.cc).
 *
 * @param args without the program itself
 */
export function startAgain(args: readonly string[] = process.argv.slice(1)): void {
  const options = { detached: true, stdio: 'ignore' } as const
  void forOthers(async () => spawn(process.execPath, args, options).unref())
}
