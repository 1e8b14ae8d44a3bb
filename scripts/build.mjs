/** `npm run build`: builds the app into out/. */
import { buildApp } from './setup/build.mjs'
import { runMain } from './setup/say.mjs'

await runMain(() => buildApp({ always: true }))
