import type { ImportFormat } from '@contract/transfer-models'
import type { Collector } from './draft'
import type { Row } from './table'

/** What a program's table looks like, and how its rows become entries. */
export interface CsvFormat {
  readonly format: ImportFormat
  /** In lower case: every one of them has to be there. */
  readonly marks: readonly string[]
  /** And one of these, where the others do not tell it from another program's. */
  readonly oneOf?: readonly string[]
  /** All that it is known to have. */
  readonly columns: readonly string[]
  /** Ours: it has all of these columns. */
  readonly own?: true
  read(rows: readonly Row[], into: Collector): void
}

/** Browsers and password managers write the same few words for yes. */
export const yes = (text: string) => /^(1|true|yes)$/i.test(text.trim())

/** Within a cell too: what one program wrote another one may have saved. */
export const lineEnd = /\r\n|\n|\r/

/**
 * Addresses in one cell, with a comma or a line break between them. A comma may also stand in an
 * address: what follows it counts as another one only if it begins like one.
 */
export function splitUrls(cell: string): readonly string[] {
  return cell
    .split(lineEnd)
    .flatMap((line) => line.split(/,\s*(?=[a-z][a-z0-9+.-]*:\/\/)/i))
    .map((url) => url.trim())
    .filter(Boolean)
}
