import { readDatabaseRows } from '../../src/main/adapters/import/database.ts'
import { readFile } from '../../src/main/adapters/import/read-file.ts'
import type { ImportReaders } from '../../src/main/domain/ports/transfer.ts'

/** The real readers without the thread around them. */
export const importReaders: ImportReaders = {
  read: readFile,
  rows: async (database, vault) => readDatabaseRows(database, vault),
}
