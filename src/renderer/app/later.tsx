import { type ComponentType, lazy, useState } from 'react'

/**
 * A screen that is loaded after the first one was shown. Loaded beforehand, it is there at once:
 * `lazy` alone waits even then, and React holds what stands in its place for 300 ms.
 */
function later<P extends object>(import_: () => Promise<ComponentType<P>>) {
  let ready: ComponentType<P> | null = null
  const load = async () => {
    ready = await import_()
    return ready
  }
  const Lazy = lazy(async () => ({ default: await load() }))

  function Later(props: P) {
    // Chosen once: a change of type would throw the screen's state away.
    const [Part] = useState<ComponentType<P>>(() => ready ?? (Lazy as ComponentType<P>))
    return <Part {...props} />
  }
  return { load, Later }
}

/** The larger part of the app, and the first screen needs none of it. */
export const { load: loadHome, Later: Home } = later(
  async () => (await import('../features/home/Home')).Home,
)

/** Seldom needed, and so not a part of what a start waits for. */
export const { Later: Diagnostics } = later(
  async () => (await import('../features/about/Diagnostics')).Diagnostics,
)
