/** What end-to-end tests need; tests beside the code import the files themselves. */
export { linkOf } from './received-mail.ts'
export type { TestMailServer } from './server.ts'
export { spawnMailServer } from './spawn.ts'
