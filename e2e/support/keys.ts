import type { Page } from '@playwright/test'

/** For what is still to come: a list that is being loaded, a copy that is being made. */
const patienceMs = 10_000

/**
 * Moves on by Tab, round and round, until the control with this name has the focus.
 *
 * @param inRow words of the row of a list that it is to be in, where several have that name
 */
export async function tabTo(page: Page, name: string | RegExp, inRow = ''): Promise<void> {
  for (const late = Date.now() + patienceMs; Date.now() < late; ) {
    const focused = await page.evaluate((words) => {
      const element = document.activeElement as HTMLElement | null
      const row = element?.closest('li')?.textContent ?? ''
      if (!row.includes(words)) return ''
      const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''
    }, inRow)
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${name} by Tab`)
}
