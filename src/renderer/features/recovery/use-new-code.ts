import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useServices } from '../../app/services'
import { createNewCode } from '../../stores/new-code'

/** A recovery code being made, dropped when its screen is left by whichever way. */
export function useNewCode() {
  const { api } = useServices()
  const [making] = useState(() => createNewCode(api))
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      // Not at once: strict mode takes every screen away and puts it back.
      queueMicrotask(() => {
        if (!here.current) making.drop()
      })
    }
  }, [making])
  return { making, code: useStore(making.store, (model) => model.code) }
}
