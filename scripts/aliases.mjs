import { fromRoot } from './setup/paths.mjs'

/** Import aliases, the same in builds, tests and programs. `tsconfig.base.json` repeats them. */
export const alias = {
  '@contract': fromRoot('src', 'contract'),
  '@locales': fromRoot('resources', 'locales'),
}
