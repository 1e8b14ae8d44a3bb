/** Runs the app's backup thread from its source; builds have it bundled. */
import { runnerImport } from 'vite'
import { alias } from '../../scripts/aliases.mjs'
import { fromRoot, root } from '../../scripts/setup/paths.mjs'

await runnerImport(fromRoot('src/main/workers/backups.ts'), {
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias },
})
