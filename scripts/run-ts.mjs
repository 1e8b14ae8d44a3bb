/**
 * Runs a TypeScript program of the project, such as the tour or the benchmark, with its import aliases:
 * `node scripts/run-ts.mjs FILE [ARGUMENT…]`. The program sees FILE and what follows as its command line.
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
