import type { Page } from '@playwright/test'

/** Allows for what is still coming: a list being loaded, a copy being made. */
const timeoutMs = 10_000

/**
 * Presses Tab, round and round, until the control with this name has the focus.
 *
 * @param inRow words in the control's list row, if several controls have that name
 */
export async function tabTo(page: Page, name: string | RegExp, inRow = ''): Promise<void> {
  for (const late = Date.now() + timeoutMs; Date.now() < late; ) {
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
