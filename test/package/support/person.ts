import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
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

/** The processes of a person whose command lines hold this text, in no order. */
export const processesOf = (person: Person, text: string): readonly number[] =>
  processesWhere(person, (pid) => commandLine(pid).includes(text))

/**
 * The one that a person has started of an Electron program, and that has started the others: only it has
 * no type, and one that hands it a link and is about to end. So it is the oldest of those. Its number tells
 * nothing, for the kernel's numbers begin anew after the highest.
 */
export const appProcessOf = (person: Person, program: string): number | undefined =>
  processesWhere(
    person,
    // Behind its path stands ‘ (deleted)’ once another version was installed over it.
    (pid) =>
      readlinkSync(`/proc/${pid}/exe`).split(' ')[0] === program &&
      !commandLine(pid).includes('--type='),
  ).toSorted((a, b) => startedAt(a) - startedAt(b))[0]

/** Ticks since the computer was started (proc_pid_stat(5), field 22); of one that has ended, infinite. */
function startedAt(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name, which may hold anything, comes field 3.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

const commandLine = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

function processesWhere({ uid }: Person, holds: (pid: number) => boolean): readonly number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        return statSync(`/proc/${pid}`).uid === uid && holds(pid)
      } catch {
        return false // It ended meanwhile.
      }
    })
}

/** As a session's end does: asked to go, and waited for. */
export async function endAll(person: Person, program: string): Promise<void> {
  const first = appProcessOf(person, program)
  if (first !== undefined) process.kill(first, 'SIGTERM')
  await until(`the end of ${program}`, () => processesOf(person, program).length === 0)
}

export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 60_000,
): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await pause(50)
  }
}

export interface Ended {
  readonly status: number | null
  readonly output: string
}
