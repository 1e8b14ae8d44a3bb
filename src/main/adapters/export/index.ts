/** The files that are exported: docs/formats/export.md gives them exactly. */

import { toPlain } from '../../domain/entry'
import type { ExportProtection, ExportWriter, ExportWriters } from '../../domain/ports/transfer'
import { csvWriter } from './csv'

const marks = { format: 'latchkey-export', version: 1 } as const

export const exportWriters: ExportWriters = {
  csv: csvWriter,
  json: jsonWriter,
  envelope(protection, ciphertext) {
    const file = {
      ...marks,
      protection: protectionOf(protection),
      ciphertext: Buffer.from(ciphertext).toString('base64'),
    }
    return Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8')
  },
}

/** An entry a line, so that a person can look into it. */
function jsonWriter(at: number): ExportWriter {
  const lines: string[] = []
  return {
    add: (entry) => void lines.push(JSON.stringify(toPlain(entry))),
    finish() {
      const head = JSON.stringify({ ...marks, exportedAt: at }).slice(0, -1)
      return Buffer.from(`${head},"entries":[\n${lines.join(',\n')}\n]}\n`, 'utf8')
    },
  }
}

function protectionOf(protection: ExportProtection): object {
  if (protection.kind === 'code') return { kind: 'code' }
  const { memory, passes, lanes, salt } = protection.kdf
  const encoded = Buffer.from(salt).toString('base64')
  const kdf = { algorithm: 'argon2id', version: 19, memory, passes, lanes, salt: encoded }
  return { kind: 'password', kdf }
}
