import { expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'
import type { App } from './app.ts'

/** The rules that a different theme can break. */
export const ofColours = ['color-contrast', 'link-in-text-block']

/** Where axe puts itself once it is in a page. */
type WithAxe = typeof globalThis & { readonly axe?: Pick<typeof axe, 'run'> }

/**
 * What axe finds on a page in its present state.
 *
 * @param rules all rules if none are named
 * @param without rules that don't apply to this page
 */
export async function violations(
  page: Page,
  rules: readonly string[] = [],
  without: readonly string[] = [],
): Promise<string[]> {
  for (const frame of page.frames()) {
    const isThere = await frame.evaluate(() => 'axe' in globalThis)
    if (!isThere) await frame.evaluate(axe.source)
  }
  const options: RunOptions = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    ...(rules.length > 0 && { runOnly: [...rules] }),
  }
  const found = await page.evaluate(async (options) => {
    let changes = 0
    for (const event of ['transitionrun', 'animationstart']) {
      document.addEventListener(event, () => (changes += 1))
    }
    // A changed theme takes effect, and is reported, with the next frame: with the second, for certain.
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    const drawn = async () => {
      await frame()
      await frame()
    }
    // Elements that are appearing or changing theme have temporary colours that no one reads.
    const ends = (one: Animation) => one.effect?.getComputedTiming().endTime !== Infinity
    for (let times = 1; ; times += 1) {
      await drawn()
      const moving = document.getAnimations().filter(ends)
      await Promise.allSettled(moving.map(({ finished }) => finished))
      const before = changes
      const results = await (globalThis as WithAxe).axe?.run(document, options)
      await drawn()
      if (changes === before || times === 5) return results?.violations
    }
  }, options)
  if (found === undefined) throw new Error('axe did not run')
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Checks a screen in both themes: axe must find nothing. */
export function screenOf(app: App) {
  return async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme })
      const found = await violations(app.page, colorScheme === 'dark' ? ofColours : [])
      expect.soft(found, `${name}, ${colorScheme}`).toEqual([])
    }
  }
}
