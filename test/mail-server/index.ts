/** What end-to-end tests need; other tests import the files directly. */
export { linkOf } from './received-mail.ts'
export type { TestMailServer } from './server.ts'
export { spawnMailServer } from './spawn.ts'
