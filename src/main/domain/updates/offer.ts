import type { InstallWay } from '@contract/update-models'
import {
  type Artefact,
  type ArtefactKind,
  type Release,
  UpdateFailure,
  type UpdateMemory,
} from './ports'
import { compareVersions } from './version'

/** Clocks differ; a statement may come from a computer that is somewhat ahead. */
const clockToleranceMs = 24 * 3_600_000

/** This program and the computer it runs on. */
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
 * A signature only says who said something. Whether it still counts is decided here: never an older
 * statement than one seen before, none past its end, none whose age a wrong clock hides.
 *
 * @returns what to download; null when this version is the newest, or there is none for this computer
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
