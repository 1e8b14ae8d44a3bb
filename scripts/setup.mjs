/** `npm run setup`: provides everything that building, checking and testing need, and nothing else. */
import { setUp } from './setup/index.mjs'
import { runMain } from './setup/say.mjs'

await runMain(() => setUp('session', 'test'))
