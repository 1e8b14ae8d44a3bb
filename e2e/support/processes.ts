/** What Linux reports about running programs. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process and all that it started, itself first. */
export function processTree(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return [pid, ...children.flatMap((child) => processTree(Number(child)))]
  } catch {
    return [] // ended
  }
}

/** The command that started it; empty if it has ended. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** The app process whose command line contains these words, whoever started it. */
export function appWith(...words: readonly string[]): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).find((pid) => {
    const line = commandLine(pid)
    return !line.includes('--type=') && words.every((word) => line.includes(word))
  })
}

/** The processes of one type in a tree, by Chromium's names: renderer, gpu-process, utility, zygote. */
export const ofType = (pid: number, type: string): readonly number[] =>
  processTree(pid).filter((one) => commandLine(one).includes(`--type=${type}`))

/** The kernel's name for a namespace that a process is in. */
export const namespace = (pid: number, kind: 'net' | 'pid' | 'user'): string =>
  readlinkSync(`/proc/${pid}/ns/${kind}`)

/** The TCP ports on which any process of a tree listens. */
export function listeningPorts(pid: number): readonly number[] {
  const sockets = new Set(processTree(pid).flatMap(socketsOf))
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      // Columns in proc(5): 1 is the local address, 3 the state (0A = listening), 9 the inode.
      .filter((columns) => columns[3] === '0A' && sockets.has(columns[9] ?? ''))
      .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)),
  )
}

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? []
      return inode === undefined ? [] : [inode]
    })
  } catch {
    return [] // ended
  }
}
