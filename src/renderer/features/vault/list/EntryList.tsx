import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { lineOf } from '../../../stores/vault/list'
import type { Vault } from '../../../stores/vault/vault'
import { isNarrow, useVault } from '../shared/vault-context'
import { EntryRow, listId, rowHeight, rowId } from './EntryRow'
import './entry-list.css'

/** Lines rendered beyond the edges, so that a turn of the wheel finds lines there. */
const overscan = 8

interface Props {
  total: number
  label: string
  /** Has the focus: it names the lines to screen readers one at a time. */
  scroller: RefObject<HTMLDivElement | null>
}

/** A virtual list: only visible lines are in the page, and only those around them are in memory. */
export function EntryList({ total, label, scroller }: Props) {
  const { t } = useTranslation('vault')
  const vault = useVault()
  const { pages, shown } = useStore(vault.list.store)
  const index = useStore(vault.selection.store, (model) => model.index)
  const id = useStore(vault.selection.store, (model) => model.id)

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    // For rendering without a screen; measured as soon as there is one.
    initialRect: { width: 288, height: 560 },
    // The active line is referenced by its id, so it has to be rendered.
    rangeExtractor: useCallback(
      (range: Range) => {
        const lines = defaultRangeExtractor(range)
        if (index === null || index >= total || lines.includes(index)) return lines
        return [...lines, index].toSorted((a, b) => a - b)
      },
      [index, total],
    ),
  })
  const first = virtual.range?.startIndex ?? 0
  const last = virtual.range?.endIndex ?? 0

  useEffect(() => {
    void vault.list.need(Math.max(0, first - overscan), last + overscan)
  }, [vault, first, last])

  // A new query starts at the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `shown` is what it reacts to
  useEffect(() => virtual.scrollToOffset(0), [virtual, shown?.view, shown?.tag, shown?.text])
  // Scrolls only when another line is selected, not when the list grows or shrinks.
  const reveal = useEffectEvent((line: number) => {
    if (line < total) virtual.scrollToIndex(line, { align: 'auto' })
  })
  useEffect(() => {
    if (index !== null) reveal(index)
  }, [index])

  const pick = useCallback(
    (line: number) => {
      vault.moveTo(line)
      if (isNarrow()) vault.enter()
      else vault.focus('list')
    },
    [vault],
  )
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') vault.enter()
    else if (event.key === 'Escape') vault.startSearch()
    else if (!listMove(vault, event.key)) return
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      id={listId}
      className="entry-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('list.label', { view: label })}
      aria-activedescendant={index === null ? undefined : rowId(index)}
      onKeyDown={press}
    >
      <div
        className="entry-list__all"
        role="presentation"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((line) => {
          const entry = lineOf(pages, line.index)
          return (
            <EntryRow
              key={line.key}
              index={line.index}
              total={total}
              entry={entry}
              selected={entry === undefined ? line.index === index : entry.id === id}
              top={line.start}
              onPick={pick}
            />
          )
        })}
      </div>
    </div>
  )
}

/** Roughly as many lines as a screen shows. */
const pageLines = 10

/** @returns whether the key was one that moves through the list */
export function listMove(vault: Vault, key: string): boolean {
  const { index } = vault.selection.store.getState()
  const last = (vault.list.store.getState().total ?? 0) - 1
  const to = target(key, index, last)
  if (to === null) return false
  if (to >= 0 && to !== index) vault.moveTo(to)
  return true
}

/** @param index null if nothing is selected yet */
function target(key: string, index: number | null, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return index === null ? 0 : Math.min(index + 1, last)
    case 'ArrowUp':
      return index === null ? last : Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min((index ?? 0) + pageLines, last)
    case 'PageUp':
      return Math.max((index ?? 0) - pageLines, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
