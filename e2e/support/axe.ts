import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { App } from './app.ts'

/** What axe finds on a page as it is. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // Electron has no second browser context, which axe's own mode would open.
    .setLegacyMode(true)
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Looks at a screen in both themes: axe must find nothing. */
export function screenOf(app: App) {
  return async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect.soft(await violations(app.page), `${name}, ${colorScheme}`).toEqual([])
    }
  }
}
