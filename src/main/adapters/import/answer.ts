/** The thread's side of `worker-readers`: reads one file and returns it in parts. */

import type { ErrorCode } from '@contract/errors'
import type { OpenEntry } from '../../domain/entry'
import { DomainFailure } from '../../domain/failure'
import type { VaultId } from '../../domain/ids'
import type { EntryRow } from '../../domain/model'
import type { ImportFile, ReadFile } from '../../domain/ports/transfer'
import { readDatabaseRows } from './database'
import { readFile } from './read-file'

type Bytes = Omit<ImportFile, 'name'>

export type ImportQuestion =
  | { readonly read: Bytes; readonly now: number }
  | { readonly rows: Bytes; readonly vault: VaultId }
  | { readonly take: number }

export type ImportAnswer =
  /** Without its entries, if it has any: they are fetched with `take`. */
  | { readonly file: ReadFile }
  | { readonly done: true }
  | { readonly taken: readonly (OpenEntry | EntryRow)[] }
  | { readonly failed: ErrorCode; readonly row: number | undefined }

export function answerImport(): (question: ImportQuestion) => Promise<ImportAnswer> {
  let waiting: (OpenEntry | EntryRow)[] = []

  async function answer(question: ImportQuestion): Promise<ImportAnswer> {
    if ('take' in question) return { taken: waiting.splice(0, question.take) }
    if ('rows' in question) {
      waiting = [...readDatabaseRows(question.rows, question.vault)]
      return { done: true }
    }
    const file = await readFile(question.read, question.now)
    if (file.kind !== 'entries') return { file }
    waiting = [...file.entries]
    return { file: { ...file, entries: [] } }
  }

  return async (question) => {
    try {
      return await answer(question)
    } catch (error) {
      if (error instanceof DomainFailure) return { failed: error.code, row: error.row }
      throw error
    }
  }
}
