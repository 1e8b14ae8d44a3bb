import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { App } from './app.ts'

/** The rules that another theme can break. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** What axe finds on a page as it is. @param rules all of them, if none are named */
export async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  // Electron has no second browser context, which axe's own mode would open.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (rules.length > 0) axe.withRules(rules)
  const { violations: found } = await axe.analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Looks at a screen in both themes: axe must find nothing. */
export function screenOf(app: App) {
  return async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme })
      const found = await violations(app.page, colorScheme === 'dark' ? ofColours : [])
      expect.soft(found, `${name}, ${colorScheme}`).toEqual([])
    }
  }
}
