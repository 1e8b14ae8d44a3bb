import type { Result } from '@contract/channel'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useFailureText } from '../i18n/hooks'
import { createChanges, createResource } from '../stores/resource'
import { useAnnounce } from '../ui/Announcer'
import { useLoaded } from './LoadTogether'

/** Data that is loaded from main when its screen is mounted. */
export function useResource<T>(ask: () => Promise<Result<T>>) {
  const [resource] = useState(() => createResource(ask))
  const { value, failure } = useStore(resource.store)
  useEffect(() => void resource.load(), [resource])
  useLoaded(value !== null || failure !== null)
  return { value, failure, load: resource.load, put: resource.put }
}

/** Changes that take effect at once. @param saved what is announced after each */
export function useChanges<T>(put: (value: T) => void, saved: string) {
  const failureText = useFailureText()
  const announce = useAnnounce()
  const [changes] = useState(() => createChanges(put))
  const [error, setError] = useState<string>()

  async function change(before: T, after: T, send: () => Promise<Result<T>>): Promise<void> {
    const answer = await changes(before, after, send)
    setError(answer.ok ? undefined : failureText(answer))
    if (answer.ok) announce(saved)
  }
  return { change, error }
}
