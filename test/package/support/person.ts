import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Person } from '../../../scripts/session/person.mjs'

const name = 'latchkey-test'

/** An ordinary person of this computer, with an empty home, for the time of the tests. */
export function makePerson(): Person {
  removePerson()
  execFileSync('useradd', ['--create-home', '--shell', '/bin/sh', name])
  const [, , uid, gid, , home = ''] = execFileSync('getent', ['passwd', name], { encoding: 'utf8' })
    .trim()
    .split(':')
  return { name, uid: Number(uid), gid: Number(gid), home }
}

/** Also one that a run which was killed has left behind. */
export function removePerson(): void {
  try {
    execFileSync('userdel', ['--remove', '--force', name], { stdio: 'ignore' })
  } catch {
    // There is none.
  }
}

/** The processes of a person that run this program, the first one of it before its children. */
export function processesOf({ uid }: Person, program: string): readonly number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return statSync(`/proc/${pid}`).uid === uid && args.includes(program)
      } catch {
        return false // It ended meanwhile.
      }
    })
    .toSorted((a, b) => a - b)
}

/** As a session's end does: asked to go, and waited for. */
export async function endAll(person: Person, program: string): Promise<void> {
  const [first] = processesOf(person, program)
  if (first !== undefined) process.kill(first, 'SIGTERM')
  await until(`the end of ${program}`, () => processesOf(person, program).length === 0)
}

export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 30_000,
): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await pause(50)
  }
}
