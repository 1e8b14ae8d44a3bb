import type { SecretField } from '@contract/channels'
import type { Failure } from '@contract/result'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useServices } from '../../../app/services'

/** Shorter than this was no holding: it is told how it works. */
const tapMs = 300
const hintMs = 2500

interface Shown {
  readonly text: string | null
  readonly failure: Failure | null
  /** It was pressed, not held. */
  readonly hint: boolean
}
const hidden: Shown = { text: null, failure: null, hint: false }

/** A secret that is here for as long as a button is held, by pointer or by key. */
export function useReveal(id: string, field: SecretField) {
  const { api } = useServices()
  const [shown, setShown] = useState(hidden)
  const held = useRef<{ since: number } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const hide = () => {
      held.current = null
      setShown(hidden)
    }
    // Whatever ends the holding without telling: another window, a lock.
    window.addEventListener('blur', hide)
    return () => {
      window.removeEventListener('blur', hide)
      clearTimeout(timer.current)
      held.current = null
    }
  }, [])

  async function start(): Promise<void> {
    if (held.current !== null) return
    clearTimeout(timer.current)
    const mine = { since: performance.now() }
    held.current = mine
    const answer = await api.vaultReveal({ id, field })
    if (held.current !== mine) return
    setShown(answer.ok ? { ...hidden, text: answer.value.text } : { ...hidden, failure: answer })
  }

  function stop(): void {
    if (held.current === null) return
    const hint = performance.now() - held.current.since < tapMs
    held.current = null
    setShown((now) => ({ ...hidden, failure: now.failure, hint: hint && now.failure === null }))
    timer.current = setTimeout(() => setShown(hidden), hintMs)
  }

  const isKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter'
  return {
    ...shown,
    holds: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        void start()
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onBlur: stop,
      onKeyDown(event: KeyboardEvent) {
        if (!isKey(event)) return
        event.preventDefault()
        if (!event.repeat) void start()
      },
      onKeyUp(event: KeyboardEvent) {
        if (isKey(event)) stop()
      },
    },
  }
}
