import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { SetupError } from '../setup/say.mjs'

const timeoutMs = 15_000

// Ends a helper even when this process is killed and can't clean up.
const leash = existsSync('/usr/bin/setpriv') ? ['setpriv', '--pdeathsig', 'TERM', '--'] : []

/**
 * A program that serves the session until it is stopped.
 * @typedef {object} Helper
 * @property {() => Promise<void>} stop ends it, and resolves when it has ended
 * @property {(ready: (said: string) => boolean | Promise<boolean>) => Promise<string>} until
 *   waits until `ready` accepts what the helper wrote to its file descriptor 3, and returns that
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [input] for its standard input
 * @returns {Helper}
 */
export function startHelper(program, args, env, input = '') {
  const [command = '', ...rest] = [...leash, program, ...args]
  const child = spawn(command, rest, {
    env,
    // So that Ctrl-C doesn't reach it: it must end after the app that needs it.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaints = ''
  let ended = false
  child.stdio[3]?.on('data', (bytes) => {
    said += bytes
  })
  child.stderr?.on('data', (bytes) => {
    complaints += bytes
  })
  child.on('error', (error) => {
    complaints += error.message
    ended = true
  })
  child.on('exit', () => {
    ended = true
  })
  child.stdin?.on('error', () => {}) // It ended before reading: `until` reports that.
  child.stdin?.end(input)

  return {
    async stop() {
      if (ended) return
      const force = setTimeout(() => child.kill('SIGKILL'), 3_000)
      child.kill('SIGTERM')
      await once(child, 'exit')
      clearTimeout(force)
    },
    async until(ready) {
      const deadline = Date.now() + timeoutMs
      while (!(await ready(said))) {
        if (ended || Date.now() > deadline) {
          throw new SetupError(
            `${program} ${ended ? 'ended at once' : 'was not ready in time'}:\n${complaints.trim()}`,
            `check that ${program} is installed and starts on this machine.`,
          )
        }
        await new Promise((wake) => setTimeout(wake, 20))
      }
      return said.trim()
    },
  }
}
