import { dayMs } from '@contract/limits'
import type { InstallWay } from '@contract/program-models'
import {
  type Artefact,
  type ArtefactKind,
  type Release,
  UpdateFailure,
  type UpdateMemory,
} from '../ports/updates'

/** Clocks differ: a statement may come from a computer whose clock is ahead. */
const clockToleranceMs = dayMs

/** This app and the computer it runs on. */
export interface Target {
  readonly version: string
  /** The database version that it writes. */
  readonly dataVersion: number
  readonly platform: string
  readonly arch: string
}

const kinds: Readonly<Record<InstallWay, readonly ArtefactKind[]>> = {
  system: ['deb'],
  folder: ['portable'],
  unpack: ['portable'],
  'by-hand': ['installer', 'deb', 'portable'],
}

/**
 * A signature shows only who made a statement. This decides whether it still applies: it must not
 * be older than one seen before, nor expired, nor from so far in the future that the clock must be
 * wrong.
 *
 * @returns what to download; null if this version is the newest, or there is none for this computer
 * @throws UpdateFailure rollback, clock, outdated, data
 */
export function offerOf(
  release: Release,
  memory: Pick<UpdateMemory, 'seenVersion' | 'seenIssuedAt'>,
  target: Target,
  way: InstallWay,
  now: number,
): Artefact | null {
  if (release.issuedAt < memory.seenIssuedAt) throw new UpdateFailure('rollback')
  if (memory.seenVersion !== null && compareVersions(release.version, memory.seenVersion) < 0) {
    throw new UpdateFailure('rollback')
  }
  if (now < release.issuedAt - clockToleranceMs) throw new UpdateFailure('clock')
  if (now > release.expiresAt) throw new UpdateFailure('outdated')
  if (compareVersions(release.version, target.version) <= 0) return null
  if (target.dataVersion < release.oldestData || target.dataVersion > release.newestData) {
    throw new UpdateFailure('data')
  }
  const here = release.artefacts.filter(
    ({ platform, arch }) => platform === target.platform && arch === target.arch,
  )
  for (const kind of kinds[way]) {
    const fitting = here.find((artefact) => artefact.kind === kind)
    if (fitting !== undefined) return fitting
  }
  return null
}

/** As in package.json: three numbers, and for a pre-release a word after a hyphen. */
const pattern = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.]{1,20}))?$/

export const isVersion = (text: string): boolean => pattern.test(text)

/**
 * @returns above 0 if `a` is newer. A pre-release is older than its release.
 * @throws if one of them isn't a version
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)]
  for (const index of [0, 1, 2] as const) {
    if (left.numbers[index] !== right.numbers[index]) {
      return (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0)
    }
  }
  if (left.trial === right.trial) return 0
  if (left.trial === undefined) return 1
  if (right.trial === undefined) return -1
  // `rc.10` comes after `rc.9`.
  return left.trial.localeCompare(right.trial, 'en', { numeric: true })
}

function parts(version: string): { numbers: readonly number[]; trial: string | undefined } {
  const found = pattern.exec(version)
  if (found === null) throw new Error('not a version')
  return { numbers: found.slice(1, 4).map(Number), trial: found[4] }
}
