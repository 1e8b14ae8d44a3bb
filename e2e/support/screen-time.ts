import type { Page } from '@playwright/test'

/** Sets the screen's clock ahead until the next start; `app.passTime` does so for main's. */
export async function passScreenTime(page: Page, ms: number): Promise<void> {
  await page.evaluate((ahead) => {
    const { now } = Date
    Date.now = () => now() + ahead
  }, ms)
}
