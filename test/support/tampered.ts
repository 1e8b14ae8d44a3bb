/** A data folder, edited by someone who has neither this computer's keychain nor a password. */
import Database from 'better-sqlite3'
import { hour, restarted, type World, world } from '../world.ts'
import { someEntries } from './entries.ts'

export const ada = 'ada@example.com'
export const mallory = 'mallory@example.net'
export const third = 'nine loud geese fly south'

/** Ada with a proven address and entries, and Mallory with a proven address. No one is signed in. */
export async function ready() {
  const w = world()
  await w.withMail()
  await w.confirmed(ada)
  await w.confirmed(mallory, third)
  await w.signIn(ada)
  w.openVault.current().add(someEntries)
  w.app.account.signOut()
  w.clock.pass(hour)
  return w
}

/** Closes the app, edits its file, and starts the app again with the same keychain. */
export function edited(w: World, edit: (db: Database.Database) => void): World {
  w.close()
  const db = new Database(`${w.folder}/latchkey.sqlite`)
  db.pragma('foreign_keys = ON')
  edit(db)
  db.close()
  return restarted(w)
}

export const outcomeOf = async (w: World, link: string) => (await w.paste(link)).outcome?.kind
