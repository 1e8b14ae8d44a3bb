/** `npm run setup`: everything that building, checking and testing needs, and nothing else. */
import { setUp } from './setup/index.mjs'
import { runMain } from './setup/say.mjs'

await runMain(() => setUp('session', 'test'))
