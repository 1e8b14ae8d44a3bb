import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * A core dump of this program, or of one that it started, holds none of its memory: Linux' filter
 * of what goes into one (core(5)) is emptied. New processes inherit it. Elsewhere, and where there
 * is no `/proc`, Node has no way to say so.
 */
export function leaveNoMemoryInDumps(): void {
  if (process.platform !== 'linux') return
  for (const pid of [process.pid, ...descendants(process.pid)]) {
    try {
      writeFileSync(`/proc/${pid}/coredump_filter`, '0')
    } catch {
      // Gone, or it already lets nobody look.
    }
  }
}

/** Chromium's zygotes, which every page's process comes from, run before any of our code does. */
function descendants(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return children.map(Number).flatMap((child) => [child, ...descendants(child)])
  } catch {
    return []
  }
}
