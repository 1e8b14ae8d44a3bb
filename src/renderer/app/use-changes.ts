import type { Result } from '@contract/result'
import { useState } from 'react'
import { createChanges } from '../stores/changes'
import { useAnnounce } from '../ui/Announcer'
import { useFailureText } from './use-failure'

/** Changes that count at once. @param saved what is announced after each */
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
