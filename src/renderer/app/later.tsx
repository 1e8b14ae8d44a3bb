import { type ComponentType, lazy, useState } from 'react'

/**
 * A screen that is loaded after the first one was shown. If preloaded, it renders at once: `lazy` alone
 * would still suspend, and React keeps a fallback for 300 ms.
 */
function later<P extends object>(import_: () => Promise<ComponentType<P>>) {
  let ready: ComponentType<P> | null = null
  const load = async () => {
    ready = await import_()
    return ready
  }
  const Lazy = lazy(async () => ({ default: await load() }))

  function Later(props: P) {
    // Chosen once: a change of component type would discard the screen's state.
    const [Part] = useState<ComponentType<P>>(() => ready ?? (Lazy as ComponentType<P>))
    return <Part {...props} />
  }
  return { load, Later }
}

/** The largest part of the app, which the first screen doesn't need. */
export const { load: loadHome, Later: Home } = later(
  async () => (await import('../features/home/Home')).Home,
)

/** Seldom needed, so a start doesn't wait for it. */
export const { Later: Diagnostics } = later(
  async () => (await import('../features/about/Diagnostics')).Diagnostics,
)
