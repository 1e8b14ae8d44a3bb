import type { Page } from '@playwright/test'

/**
 * Moves on by Tab until the control with this name has the focus.
 *
 * @param inRow words of the row of a list that it is to be in, where several have that name
 */
export async function tabTo(page: Page, name: string | RegExp, inRow = ''): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
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
