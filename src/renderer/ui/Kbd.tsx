import './kbd.css'

/** The keys of a shortcut. Only visible: `aria-keyshortcuts` tells screen readers. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {keys}
    </span>
  )
}
