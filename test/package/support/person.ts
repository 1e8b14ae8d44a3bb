import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Person } from '../../../scripts/session/person.mjs'

const name = 'latchkey-test'

/** An ordinary user of this computer with an empty home, for the duration of the tests. */
export function makePerson(): Person {
  removePerson()
  execFileSync('useradd', ['--create-home', '--shell', '/bin/sh', name])
  const [, , uid, gid, , home = ''] = execFileSync('getent', ['passwd', name], { encoding: 'utf8' })
    .trim()
    .split(':')
  return { name, uid: Number(uid), gid: Number(gid), home }
}

/** Also removes one that was left behind by a killed run. */
export function removePerson(): void {
  try {
    execFileSync('userdel', ['--remove', '--force', name], { stdio: 'ignore' })
  } catch {
    // There is no such user.
  }
}

/** The processes of a person whose command lines contain this text, in no particular order. */
export const processesOf = (person: Person, text: string): readonly number[] =>
  processesWhere(person, (pid) => commandLine(pid).includes(text))

/**
 * The main process of an Electron program that a person has started. Only it has no type, apart from one
 * that passes on a link and is about to end, so it is the oldest of those. Process ids don't show the
 * order, because the kernel starts again after the highest.
 */
export const appProcessOf = (person: Person, program: string): number | undefined =>
  processesWhere(
    person,
    // Once another version is installed over it, ‘ (deleted)’ follows its path.
    (pid) =>
      readlinkSync(`/proc/${pid}/exe`).split(' ')[0] === program &&
      !commandLine(pid).includes('--type='),
  ).toSorted((a, b) => startedAt(a) - startedAt(b))[0]

/** Ticks since the computer started (proc_pid_stat(5), field 22); infinite for a process that has ended. */
function startedAt(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Field 3 comes after the name, which may contain anything.
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

/** Ends the app as the end of a session does, and waits for it. */
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
