/** Frame times of the built app while a long list scrolls, against the same page at rest. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { appOn } from '../e2e/support/app.ts'
import { importsTitles, makesAccount } from '../e2e/support/many-entries.ts'
import { type Figure, figure } from './figure.ts'

const size = 10_000
const frames = 240

export async function scrollFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-scroll-'))
  const app = appOn(folder)
  try {
    await app.start()
    await makesAccount(app)
    await importsTitles(
      app,
      Array.from({ length: size }, (_, n) => `Site ${n}`),
    )
    const { page } = app
    await page.getByRole('option').first().waitFor()
    const still = await gaps(page, 0)
    const moving = await gaps(page, 600)
    return [
      // Two frames at 60 Hz: no one sees a single late frame now and then, but two in a row are visible.
      figure(
        'A frame while 10,000 entries are scrolled, p95, against at rest',
        'ms',
        { ours: [quantile(moving, 0.95)], baseline: [quantile(still, 0.95)] },
        { under: 34 },
      ),
      figure('The same at its worst', 'ms', {
        ours: [quantile(moving, 1)],
        baseline: [quantile(still, 1)],
      }),
    ]
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds between frames, with the list scrolled by `step` pixels in each. */
function gaps(page: Page, step: number): Promise<number[]> {
  return page.evaluate(
    ([by, count]) =>
      new Promise<number[]>((done) => {
        const list = [...document.querySelectorAll('*')].find(
          (one) => one.scrollHeight > one.clientHeight + 10_000,
        )
        const times: number[] = []
        const frame = (at: number) => {
          times.push(at)
          if (list) list.scrollTop += by ?? 0
          if (times.length <= (count ?? 0)) requestAnimationFrame(frame)
          else done(times.slice(1).map((time, index) => time - (times[index] ?? time)))
        }
        requestAnimationFrame(frame)
      }),
    [step, frames],
  )
}

function quantile(values: readonly number[], of: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * of) - 1] ?? Number.NaN
}
