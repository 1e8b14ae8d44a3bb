/** `npm run build`: builds the app into out/. */
import { buildApp } from './setup/build.mjs'
import { provideNodeModules } from './setup/node-modules.mjs'
import { runMain } from './setup/say.mjs'

await runMain(async () => {
  await provideNodeModules()
  await buildApp({ always: true })
})
