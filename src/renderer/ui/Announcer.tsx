import { createContext, type ReactNode, use, useCallback, useState } from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => undefined)

/** Says a success to screen readers, politely, wherever the person is. */
export function useAnnounce(): (text: string) => void {
  return use(AnnounceContext)
}

/** One live region that outlasts every screen: one that comes with its text is not read. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  const announce = useCallback(
    (text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })),
    [],
  )
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="unseen" role="status">
        {/* A new node each time, so that the same words are read again. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </AnnounceContext>
  )
}
