/** What the rules need from outside, as interfaces. Adapters implement them; tests fake them. */

export type * from './account-stores'
export type * from './crypto'
export type * from './mail-stores'
export type * from './row-seal'
export type * from './runtime'
export type * from './system'
export type * from './vault-stores'
