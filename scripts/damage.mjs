/** `npm run test:damage -- --damages=1000`: damages the app's files at random, in the app's runtime. */
import { setUp } from './setup/index.mjs'
import { electronPath, fromRoot } from './setup/paths.mjs'
import { run } from './setup/run.mjs'
import { runMain } from './setup/say.mjs'

await runMain(async () => {
  await setUp('test')
  const program = [fromRoot('scripts/run-ts.mjs'), 'test/damage/run.ts', ...process.argv.slice(2)]
  const { status } = await run(electronPath() ?? '', program, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    show: true,
  })
  return status
})
