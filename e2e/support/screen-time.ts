import type { Page } from '@playwright/test'

/** The screen's clock goes so far ahead, until the next start; main's goes by `app.passTime`. */
export async function passScreenTime(page: Page, ms: number): Promise<void> {
  await page.evaluate((ahead) => {
    const { now } = Date
    Date.now = () => now() + ahead
  }, ms)
}
