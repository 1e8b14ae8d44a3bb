/**
 * Seconds since the last input anywhere on the desktop.
 *
 * @param system the system's idle seconds; always 0 if it doesn't count them (Wayland without an idle
 * protocol). Until it gives another value, only input in our own windows is known, so the app also locks
 * while its person works elsewhere for long.
 * @param now milliseconds, never going back
 */
export function idle(system: () => number, now: () => number) {
  let lastInput = now()
  let systemTells = false
  return {
    /** A key, a click or a touch in our own windows. The beginning of a session counts as one. */
    input() {
      lastInput = now()
    },
    seconds(): number {
      const own = (now() - lastInput) / 1000
      const whole = system()
      if (whole > 0) systemTells = true
      return systemTells ? Math.min(whole, own) : own
    },
  }
}
