import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './paths.mjs'

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] default: the project's root
 * @property {NodeJS.ProcessEnv} [env] default: this process's
 * @property {boolean} [show] let the child write to the terminal instead of capturing its output
 * @property {number} [timeout] in milliseconds, after which the child is killed
 */

/**
 * Runs a program until it ends. Never throws: a program that can't be started has status 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ ok: boolean, status: number, output: string }>}
 */
export function run(command, args, { cwd = root, env = process.env, show = false, timeout } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      ...(timeout === undefined ? {} : { timeout, killSignal: 'SIGKILL' }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.on('error', (error) => done({ ok: false, status: 127, output: error.message }))
    child.on('close', (code, signal) => {
      // As in a shell, so that a crash can be told from a failure.
      const status = code ?? 128 + (signal ? constants.signals[signal] : 0)
      done({ ok: status === 0, status, output })
    })
  })
}

/**
 * The last lines of a program's output, for an error message.
 * @param {string} output
 */
export const tail = (output, lines = 20) => output.trimEnd().split('\n').slice(-lines).join('\n')
