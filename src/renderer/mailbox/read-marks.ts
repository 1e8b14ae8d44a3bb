const key = 'mailbox.read'

/** Which mails were looked at. Kept over restarts of the window, as mail programs do. */
export interface ReadMarks {
  load(): ReadonlySet<string>
  save(ids: ReadonlySet<string>): void
}

export function readMarks(storage: Pick<Storage, 'getItem' | 'setItem'>): ReadMarks {
  return {
    load() {
      try {
        const ids: unknown = JSON.parse(storage.getItem(key) ?? '[]')
        return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
      } catch {
        return new Set()
      }
    },
    save(ids) {
      storage.setItem(key, JSON.stringify([...ids]))
    },
  }
}
