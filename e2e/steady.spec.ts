/** What is already shown stays in place when the rest arrives, so that clicks hit their target. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { App } from './support/app.ts'
import type { Person } from './support/person.ts'
import { slowAnswers } from './support/slow-answers.ts'

const sections = [
  'Account',
  'Activity',
  'Security',
  'Data',
  'Mail settings',
  'This computer',
  'About Latchkey',
]

/** Several frames, and well below the longest time a section waits. */
const lateMs = 100

/** Starts again. @returns what has visibly moved since then ("Layout Instability", W3C draft) */
async function watched(page: Page): Promise<() => Promise<string[]>> {
  const moved = await page.evaluateHandle(() => {
    const moved: string[] = []
    const onShifts = (list: PerformanceObserverEntryList) => {
      for (const entry of list.getEntries()) {
        const { sources } = entry as PerformanceEntry & {
          sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
        }
        for (const { node, previousRect, currentRect } of sources) {
          const what = node?.textContent?.slice(0, 60)
          moved.push(`${what}: ${previousRect.y} to ${currentRect.y}`)
        }
      }
    }
    new PerformanceObserver(onShifts).observe({ type: 'layout-shift' })
    return moved
  })
  const drawn = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  return async () => {
    await page.evaluate(drawn)
    return moved.jsonValue()
  }
}

const isWhole = (page: Page) => expect(page.locator('[data-whole="true"]')).toHaveCount(2)

test('no section moves what is in sight when its last part arrives', async ({ app, person }) => {
  await person.begins()
  await slowAnswers(app.electron, lateMs, 'uneven')
  await person.goesTo('Account')
  for (const section of sections) {
    const moved = await watched(app.page)
    await person.goesTo(section)
    await person.sees(section)
    await isWhole(app.page)
    if (section === 'This computer') await person.reads('Links open with')
    expect(await moved(), section).toEqual([])
  }
})

/** Restarts and signs in while answers are late. */
async function comesWith(words: string, app: App, person: Person): Promise<void> {
  await app.restart()
  await slowAnswers(app.electron, lateMs, 'uneven')
  const moved = await watched(app.page)
  await person.signsIn()
  await person.sees('All entries')
  await isWhole(app.page)
  await person.reads(words)
  expect(await moved()).toEqual([])
}

test('the vault comes with what is left to do, and nothing pushes it down afterwards', async ({
  app,
  person,
}) => {
  await person.begins()
  await comesWith('Confirm your address, so that', app, person)
})

test('the vault comes with what happened meanwhile, and nothing pushes it down afterwards', async ({
  app,
  person,
  server,
}) => {
  await person.getsResetMail(server)
  await comesWith('While you were away', app, person)
})
