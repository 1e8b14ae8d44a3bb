/**
 * Every email in every language, rendered by a real browser at phone and desktop size.
 * LATCHKEY_MAIL_PICTURES names a folder for a screenshot of each.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { test as base, expect, type Page } from '@playwright/test'
import { fromRoot, toolNode } from '../scripts/setup/paths.mjs'
import type { PrintedMail } from '../test/support/print-mails.ts'
import { ofColours, violations } from './support/axe.ts'
import { type Browser, openBrowser } from './support/browser.ts'
import { faultsOf, leftToRight, sides } from './support/mail-layout.ts'

interface Screen {
  readonly name: 'phone' | 'desktop'
  readonly width: number
  readonly height: number
  readonly mobile: boolean
}

const screens: readonly Screen[] = [
  { name: 'phone', width: 360, height: 740, mobile: true },
  { name: 'desktop', width: 800, height: 900, mobile: false },
]
const themes = ['light', 'dark'] as const
const pictures = process.env['LATCHKEY_MAIL_PICTURES']

interface Mails {
  readonly all: readonly PrintedMail[]
  readonly browser: Browser
}

/** One browser and one set of emails for all tests. */
const test = base.extend<{ page: Page }, { mails: Mails }>({
  mails: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const program = [fromRoot('scripts', 'run-ts.mjs'), 'test/support/print-mails.ts']
      const print = promisify(execFile)(toolNode(), program, { maxBuffer: 2 ** 26 })
      const browser = await openBrowser()
      await use({ browser, all: JSON.parse((await print).stdout) })
      await browser.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ mails: { browser } }, use) => {
    await use(browser.page)
    await browser.devtools.send('Emulation.clearDeviceMetricsOverride')
    await browser.page.emulateMedia({ colorScheme: null })
  },
})

async function turnTo({ devtools, page }: Browser, { width, height, mobile }: Screen) {
  const metrics = { width, height, mobile, deviceScaleFactor: 1 }
  await devtools.send('Emulation.setDeviceMetricsOverride', metrics)
  await page.setContent('<meta name="viewport" content="width=device-width">')
  await page.waitForFunction((expected) => window.innerWidth === expected, width)
}

/**
 * Captures the whole page; Playwright's own screenshot cuts off at a scroll bar that phones don't have.
 */
async function picture({ devtools }: Browser, file: string): Promise<void> {
  const { cssContentSize } = await devtools.send('Page.getLayoutMetrics')
  const clip = { ...cssContentSize, scale: 1 }
  const { data } = await devtools.send('Page.captureScreenshot', {
    clip,
    captureBeyondViewport: true,
  })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, data, 'base64')
}

/** Shows each email on each screen and calls `look` there. */
async function onEach(
  { browser, all }: Mails,
  some: (mail: PrintedMail) => boolean,
  look: (label: string, mail: PrintedMail, screen: Screen) => Promise<void>,
): Promise<number> {
  let seen = 0
  for (const screen of screens) {
    await turnTo(browser, screen)
    for (const colorScheme of themes) {
      await browser.page.emulateMedia({ colorScheme })
      for (const mail of all.filter(some)) {
        await browser.page.setContent(mail.html)
        seen += 1
        await look(`${mail.kind}-${mail.language}-${screen.name}-${colorScheme}`, mail, screen)
      }
    }
  }
  return seen
}

for (const language of ['en', 'de', 'fr', 'es', 'ja', 'ar']) {
  test(`mails in ${language} fit phone and desktop, light and dark: nothing is cut off or covered`, async ({
    mails,
    page,
  }) => {
    const seen = await onEach(
      mails,
      (mail) => mail.language === language,
      async (label, _, { width }) => {
        expect.soft(await page.evaluate(faultsOf, width), label).toEqual([])
        if (pictures !== undefined) await picture(mails.browser, join(pictures, `${label}.png`))
      },
    )
    expect(seen).toBeGreaterThanOrEqual(9 * screens.length * themes.length)
  })
}

test('a mail that does not fit, is covered, or asks for something would be noticed', async ({
  mails: { browser, all },
  page,
}) => {
  const { html } = all[0] as PrintedMail
  await turnTo(browser, screens[0] as Screen)
  await browser.seen()
  const broken = [
    html.replaceAll('word-break:break-all', 'white-space:nowrap'),
    html.replaceAll('font-size:22px;line-height:28px', 'height:10px;overflow:hidden'),
    html.replaceAll('<h1 style="margin:0 0 12px', '<h1 style="margin:0 0 -40px'),
    html.replace('width=device-width', 'width=800').replaceAll('max-width:520px', 'width:700px'),
  ]
  for (const one of broken) {
    await page.setContent(one)
    expect(await page.evaluate(faultsOf, 360)).not.toEqual([])
  }
  await page.setContent(html.replace('</h1>', `</h1><img alt="" src="${browser.address}">`))
  expect((await browser.seen()).requests).toEqual([browser.address])
  expect(browser.served()).toHaveLength(1)
})

test('Arabic mails are mirrored, and the others are not', async ({ mails, page }) => {
  await onEach(
    mails,
    () => true,
    async (label, { language }, { name }) => {
      const start = language === 'ar' ? 'right' : 'left'
      const { button, heading, ...found } = await page.evaluate(sides)
      expect.soft(found, label).toEqual({ name: start, label: start })
      // A long heading fills the lines on a phone.
      const fitting = name === 'phone' ? [start, 'both'] : [start]
      expect.soft(fitting, label).toContain(heading)
      // On a phone the button is as wide as the email.
      if (button) expect.soft(button, label).toBe(name === 'phone' ? 'both' : start)
    },
  )
})

test('link and code read from left to right and are whole, in every language', async ({
  mails,
  page,
}) => {
  let [links, codes] = [0, 0]
  await onEach(
    mails,
    ({ link, code }) => link !== null || code !== null,
    async (label, { link, code }) => {
      if (code !== null) {
        const shown = `${code.slice(0, 5)}-${code.slice(5)}`
        const laidOut = await page.evaluate(leftToRight, shown)
        expect.soft(laidOut, label).toEqual({ direction: 'ltr', backwards: false, lines: 1 })
        codes += 1
      }
      if (link !== null) {
        const laidOut = await page.evaluate(leftToRight, link)
        expect.soft(laidOut, label).toMatchObject({ direction: 'ltr', backwards: false })
        expect.soft(await page.locator('.button a').getAttribute('href'), label).toBe(link)
        links += 1
      }
    },
  )
  expect(links).toBeGreaterThan(0)
  expect(codes).toBeGreaterThan(links)
})

test('a mail asks the network for nothing', async ({ mails: { browser, all }, page }) => {
  await browser.seen()
  for (const { html } of all) await page.setContent(html)
  expect(await browser.seen()).toEqual({ requests: [], opened: [] })
  expect(browser.served()).toEqual([])
})

test('axe finds nothing in a mail, light or dark', async ({ mails: { browser, all }, page }) => {
  // All emails share one layout: check each kind once and each language once.
  const some = all.filter(({ kind, language }) => language === 'en' || kind === 'reset')
  await turnTo(browser, screens[0] as Screen)
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    for (const { kind, language, html } of some) {
      await page.setContent(html)
      const rules = colorScheme === 'dark' ? ofColours : []
      // An email is shown inside a page, and the landmarks are that page's.
      const found = await violations(page, rules, ['landmark-one-main', 'region'])
      expect.soft(found, `${kind}, ${language}, ${colorScheme}`).toEqual([])
    }
  }
})
