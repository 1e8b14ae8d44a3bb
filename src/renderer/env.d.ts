import type { AppApi } from '@contract/api'

declare global {
  interface Window {
    /** Put there by the preload; all that this window can do. */
    readonly latchkey: AppApi
  }
}
