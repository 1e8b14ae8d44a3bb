import type { OpenEntry } from '../../domain/entry'
import { DomainFailure } from '../../domain/failure'
import type { EntryRow } from '../../domain/model'
import type { ImportReaders } from '../../domain/ports/transfer'
import { type WorkerThread, workerThread } from '../worker-thread'
import type { ImportAnswer, ImportQuestion } from './answer'

/** Reading 64 MiB takes a few seconds; a file that takes this long must be malicious. */
const deadlineMs = 60_000
/** Entries per message: main takes about 2 ms to unpack them. */
const partSize = 500

/**
 * Reads in a worker thread. The thread ends with the file, and its decrypted memory is freed. A file that
 * exhausts memory or time only ends the thread.
 */
export function workerImportReaders(script: URL): ImportReaders {
  async function withThread<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const { ask, stop } = workerThread<ImportQuestion, ImportAnswer>(script)
    let late = false
    const deadline = setTimeout(() => {
      late = true
      void stop()
    }, deadlineMs)
    try {
      return await work({ ask: async (question) => unlessFailed(await ask(question)) })
    } catch (error) {
      throw late || outOfMemory(error) ? new DomainFailure('FILE_TOO_LARGE') : error
    } finally {
      clearTimeout(deadline)
      await stop()
    }
  }

  return {
    read: ({ bytes, log }, now) =>
      withThread(async (thread) => {
        const answer = await thread.ask({ read: { bytes, log }, now })
        if (!('file' in answer)) throw new Error('the reader answered something else')
        const { file } = answer
        if (file.kind !== 'entries') return file
        return { ...file, entries: (await takeAll(thread)) as OpenEntry[] }
      }),
    rows: ({ bytes, log }, vault) =>
      withThread(async (thread) => {
        await thread.ask({ rows: { bytes, log }, vault })
        return (await takeAll(thread)) as EntryRow[]
      }),
  }
}

type Thread = Pick<WorkerThread<ImportQuestion, ImportAnswer>, 'ask'>

async function takeAll({ ask }: Thread): Promise<readonly (OpenEntry | EntryRow)[]> {
  const all: (OpenEntry | EntryRow)[] = []
  for (;;) {
    const answer = await ask({ take: partSize })
    const part = 'taken' in answer ? answer.taken : []
    all.push(...part)
    if (part.length < partSize) return all
  }
}

function unlessFailed(answer: ImportAnswer): ImportAnswer {
  if (!('failed' in answer)) return answer
  const { failed, row } = answer
  throw new DomainFailure(failed, row === undefined ? {} : { row })
}

function outOfMemory(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
