import './ring.css'

/** Half of the outer radius: a line as wide as the whole fills the disc. */
const radius = 4.5
const round = 2 * Math.PI * radius

/** How much is left, as a slice of a disc. Only for eyes. @param part 0 to 1 */
export function Ring({ part, ending }: { part: number; ending: boolean }) {
  return (
    <svg
      className="ring"
      width="18"
      height="18"
      data-ending={ending || undefined}
      aria-hidden="true"
    >
      <circle className="ring__all" cx="9" cy="9" r="9" />
      <circle
        className="ring__left"
        cx="9"
        cy="9"
        r={radius}
        fill="none"
        strokeWidth="9"
        strokeDasharray={`${part * round} ${round}`}
        transform="rotate(-90 9 9)"
      />
    </svg>
  )
}
