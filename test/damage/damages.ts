/** What a bad disk does to files. The same seed gives the same damage. */
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'

export type Chance = (below: number) => number

/** Mulberry32, public domain. */
export function chanceOf(seed: number): Chance {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const kinds = ['flip', 'cut', 'zero', 'delete'] as const

/** @returns what was done, for people to read */
export function damage(path: string, chance: Chance): string {
  if (!existsSync(path)) return `${path}: gone already`
  // Most damage by disks is small.
  const kind = kinds[Math.max(0, chance(6) - 2)] ?? 'flip'
  const bytes = readFileSync(path)
  const at = chance(Math.max(1, bytes.length))
  if (kind === 'delete') rmSync(path)
  if (kind === 'cut') truncateSync(path, at)
  if (kind === 'flip') {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance(8))
    writeFileSync(path, bytes)
  }
  if (kind === 'zero') {
    const size = chance(2) === 0 ? 512 : 4096
    const start = at - (at % size)
    writeFileSync(path, bytes.fill(0, start, Math.min(start + size, bytes.length)))
  }
  return `${path}: ${kind} at ${at} of ${bytes.length}`
}
