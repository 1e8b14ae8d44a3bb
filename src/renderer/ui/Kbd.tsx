import './kbd.css'

/** The keys of a shortcut. Only for eyes: `aria-keyshortcuts` says it to screen readers. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {keys}
    </span>
  )
}
