/** Type-checks every zone with its own configuration, so that none sees another's globals. */
import { provideNodeModules } from './setup/node-modules.mjs'
import { fromRoot, toolNode } from './setup/paths.mjs'
import { run } from './setup/run.mjs'

const zones = ['src/contract', 'src/main', 'src/preload', 'src/renderer', '.']
const tsc = fromRoot('node_modules/typescript/bin/tsc')

await provideNodeModules()
for (const zone of zones) {
  const { ok } = await run(toolNode(), [tsc, '-p', fromRoot(zone)], { show: true })
  console.log(
    `${ok ? '✓' : '✗'} types of ${zone === '.' ? 'scripts, tests and configuration' : zone}`,
  )
  if (!ok) process.exitCode = 1
}
