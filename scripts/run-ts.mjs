/**
 * Runs a TypeScript program of the project (the tour, the benchmark), import aliases included:
 * `node scripts/run-ts.mjs FILE [ARGUMENT…]`, which the program sees as its own command line.
 */
import { resolve } from 'node:path'
import { runnerImport } from 'vite'
import { alias } from './aliases.mjs'
import { root } from './setup/paths.mjs'

const [, , file = '', ...args] = process.argv
const program = resolve(root, file)
process.argv = [process.execPath, program, ...args]

await runnerImport(program, {
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias },
})
