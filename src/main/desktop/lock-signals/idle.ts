/** Seconds since the last input anywhere on the desktop. */
export interface Idle {
  /** A key, a click or a touch in our own windows; the beginning of a session counts as one. */
  input(): void
  seconds(): number
}

/**
 * @param system the system's own count, 0 where it has none (a Wayland without an idle protocol).
 * Until it has once said anything else, input in our own windows is all that is known: the app
 * then locks as well when its person works elsewhere for long.
 * @param now milliseconds, never going back
 */
export function idle(system: () => number, now: () => number): Idle {
  let lastInput = now()
  let systemTells = false
  return {
    input() {
      lastInput = now()
    },
    seconds() {
      const own = (now() - lastInput) / 1000
      const whole = system()
      if (whole > 0) systemTells = true
      return systemTells ? Math.min(whole, own) : own
    },
  }
}
