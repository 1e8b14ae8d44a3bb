import { test as base, expect, type Page } from '@playwright/test'
import fc from 'fast-check'
import { violations } from './support/axe.ts'
import { type Browser, openBrowser } from './support/browser.ts'

const token = `eyJ${'aB-_'.repeat(22)}.${'0_z-'.repeat(50)}.${'-_9'.repeat(14)}x`
const link = `latchkey://reset?t=${token}`
const good = `reset/${token}/4G2N0ZKX7Q`

/** One browser for all tests; each test opens the page again. */
const test = base.extend<{ page: Page }, { browserWindow: Browser }>({
  browserWindow: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const opened = await openBrowser()
      await use(opened)
      await opened.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ browserWindow: { page, seen, served } }, use) => {
    await page.goto('about:blank')
    await seen()
    served()
    await use(page)
  },
})

/** Keeps copied texts here: the system's clipboard is shared by every test running at the time. */
const catchCopies = (page: Page, refuse = false) =>
  page.evaluate((refused) => {
    const copies: string[] = []
    Object.assign(window, { copies })
    navigator.clipboard.writeText = async (text) => {
      if (refused) throw new DOMException('not allowed', 'NotAllowedError')
      copies.push(text)
    }
  }, refuse)

test('opens the app with the link, which the page shows nowhere', async ({
  page,
  browserWindow,
}) => {
  await browserWindow.visit(good)
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  await page.getByRole('link', { name: 'Open Latchkey' }).click()
  await expect.poll(async () => (await browserWindow.seen()).opened).toEqual([link])
  expect(await page.locator('body').innerText()).not.toContain(token.slice(0, 20))
})

test('confirms an address with a link of its own', async ({ page, browserWindow }) => {
  await browserWindow.visit(`confirm/${token}`)
  await expect(page.getByRole('heading', { name: 'Confirm your address' })).toBeVisible()
  await page.getByRole('link', { name: 'Open Latchkey' }).click()
  const opened = [link.replace('reset', 'confirm')]
  await expect.poll(async () => (await browserWindow.seen()).opened).toEqual(opened)
})

test('copies the link, and says so', async ({ page, browserWindow }) => {
  await browserWindow.visit(good)
  await catchCopies(page)
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByRole('status')).toHaveText('Copied. Now paste it in Latchkey.')
  expect(await page.evaluate('copies')).toEqual([link])
})

test('where copying is refused, holds the link out, selected', async ({ page, browserWindow }) => {
  await browserWindow.visit(good)
  await expect(page.getByRole('textbox')).toBeHidden()
  await catchCopies(page, true)
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByRole('textbox', { name: 'The link' })).toHaveValue(link)
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link)
  await expect(page.getByRole('status')).toContainText('doesn’t let this page copy')
})

test('shows the code in two groups, and nothing about one where there is none', async ({
  page,
  browserWindow,
}) => {
  await browserWindow.visit(good)
  await expect(page.getByText('4G2N0-ZKX7Q', { exact: true })).toBeVisible()
  await browserWindow.visit(`reset/${token}`)
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  await expect(page.getByText('On another device?')).toBeHidden()
})

test('asks the network for itself and for nothing else, whatever is done', async ({
  page,
  browserWindow,
}) => {
  await browserWindow.visit(good)
  await catchCopies(page)
  await page.getByRole('link', { name: 'Open Latchkey' }).click()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByRole('status')).not.toBeEmpty()
  expect((await browserWindow.seen()).requests).toEqual([browserWindow.address])
  expect(browserWindow.served()).toEqual(['GET /page/'])
})

test('could ask the network for nothing if it wanted to', async ({ page, browserWindow }) => {
  await browserWindow.visit(good)
  const tried = await page.evaluate(async (token) => {
    const fails = (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .then(() => 'sent')
        .catch(() => 'refused')
    const loads = (element: HTMLElement) =>
      new Promise((done) => {
        element.onload = () => done('sent')
        element.onerror = () => done('refused')
        document.body.append(element)
      })
    const image = Object.assign(new Image(), { src: `/image?${token}` })
    const style = Object.assign(document.createElement('link'), {
      ...{ rel: 'stylesheet', href: `/style?${token}` },
    })
    return [
      await fails(() => fetch(`/fetch?${token}`)),
      await loads(image),
      await loads(style),
      await fails(() => document.body.insertAdjacentHTML('beforeend', '<p>x</p>')),
    ]
  }, token)
  expect(tried).toEqual(['refused', 'refused', 'refused', 'refused'])
  expect(browserWindow.served()).toEqual(['GET /page/'])
})

test('takes the link out of the address and the history, and forgets it', async ({
  page,
  browserWindow,
}) => {
  await browserWindow.visit(good)
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  expect(page.url()).toBe(browserWindow.address)
  const history = await browserWindow.devtools.send('Page.getNavigationHistory')
  expect(history.entries.map(({ url }) => url).join(' ')).not.toContain(token.slice(0, 20))
  expect(
    await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]),
  ).toEqual(['', 0, 0])
  await page.reload()
  await expect(page.getByRole('heading', { name: 'There is no link here' })).toBeVisible()
})

test('takes a second link in the same tab', async ({ page, browserWindow }) => {
  await browserWindow.visit(good)
  await expect(page.getByText('4G2N0-ZKX7Q', { exact: true })).toBeVisible()
  await page.evaluate((fragment) => {
    location.hash = fragment
  }, `confirm/${token}/0000011111`)
  await expect(page.getByRole('heading', { name: 'Confirm your address' })).toBeVisible()
  await expect(page.getByText('00000-11111', { exact: true })).toBeVisible()
  expect(page.url()).toBe(browserWindow.address)
})

test('takes the fragment with its slashes encoded', async ({ page, browserWindow }) => {
  await browserWindow.visit(good.replaceAll('/', '%2F'))
  await expect(page.getByText('4G2N0-ZKX7Q', { exact: true })).toBeVisible()
})

const hostile = [
  '',
  'reset',
  'reset/',
  token,
  `open/${token}`,
  `RESET/${token}`,
  `reset/${token}x/4G2N0ZKX7Q`,
  `reset/${token}/4G2N0ZKX7`,
  `reset/${token}/4G2N0ZKX7U`,
  `reset/${token}/<b>N0ZKX7Q`,
  `reset/${token}/4G2N0ZKX7Q/`,
  `reset/${token}/4G2N0ZKX7Q?x=1`,
  `reset/${token}&t=${token}`,
  `reset/${token}%0a`,
  ` reset/${token}`,
  `javascript:alert(1)//reset/${token}`,
  '<img src=x onerror=alert(1)>',
  `reset/"><script>alert(1)</script>.${token}`,
  '__proto__/constructor',
  `reset/${'a'.repeat(100_000)}`,
]

/**
 * Sets fragments in turn. Chromium stops accepting them at about 200 in 10 seconds.
 * @returns how many arrived, and those after which the page isn't in its "no link" state
 */
const tryFragments = (page: Page, fragments: readonly string[]) =>
  page.evaluate(async (all) => {
    const shape = () =>
      [
        document.querySelectorAll('*').length,
        document.getElementById('ready')?.hidden,
        document.getElementById('missing')?.hidden,
        document.getElementById('code')?.textContent,
        (document.getElementById('open') as HTMLAnchorElement).href,
        document.body.innerText,
        location.hash,
      ].join('|')
    const before = shape()
    const wrong: string[] = []
    let arrived = 0
    for (const fragment of all) {
      const changed = new Promise((done) => addEventListener('hashchange', done, { once: true }))
      location.hash = fragment
      if (location.hash === '') continue
      await changed
      arrived += 1
      if (shape() !== before) wrong.push(fragment)
    }
    return { arrived, wrong }
  }, fragments)

test('shows nothing of a hostile fragment and runs nothing of it', async ({
  page,
  browserWindow,
}) => {
  let dialogs = 0
  const counted = () => {
    dialogs += 1
  }
  page.on('dialog', counted)
  for (const fragment of hostile.slice(0, 6)) {
    await browserWindow.visit(fragment)
    await expect(page.getByRole('heading', { name: 'There is no link here' })).toBeVisible()
    expect(page.url()).toBe(browserWindow.address)
  }
  const near = fc.stringMatching(/^(reset|confirm)\/[\w.<>"'%&=/-]{0,80}$/)
  const noise = fc.sample(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), near), 120)
  const { arrived, wrong } = await tryFragments(page, [...hostile, ...noise])
  expect(arrived).toBeGreaterThan(100)
  expect(wrong).toEqual([])
  expect(dialogs).toBe(0)
  page.off('dialog', counted)
  expect((await browserWindow.seen()).opened).toEqual([])
})

test('(and the check for that would see a link that is shown)', async ({ page, browserWindow }) => {
  await browserWindow.visit('')
  expect(await tryFragments(page, [good])).toEqual({ arrived: 1, wrong: [good] })
})

test('without scripts, says in every language what to do', async ({ page, browserWindow }) => {
  await browserWindow.devtools.send('Emulation.setScriptExecutionDisabled', { value: true })
  await browserWindow.visit(good)
  const plain = page.locator('#plain')
  await expect(plain.getByText('Copy the whole address of this page')).toBeVisible()
  await expect(plain.locator('p')).toHaveCount(6)
  await expect(plain.locator('[lang=ar]')).toHaveCSS('direction', 'rtl')
  // The link can still be copied, and the app understands it.
  expect(page.url()).toContain(`#${good}`)
  await browserWindow.devtools.send('Emulation.setScriptExecutionDisabled', { value: false })
})

test.describe('in the person’s language', () => {
  for (const [wanted, language, heading] of [
    ['de-AT,de,en', 'de', 'Wähle ein neues Passwort'],
    ['fr-CA', 'fr', 'Choisissez un nouveau mot de passe'],
    ['es-MX', 'es', 'Elige una contraseña nueva'],
    ['ja', 'ja', '新しいパスワードを決めてください'],
    ['ar-EG', 'ar', 'اختر كلمة مرور جديدة'],
    ['nl,ja', 'ja', '新しいパスワードを決めてください'],
    ['nl', 'en', 'Choose a new password'],
  ] as const) {
    test(`${wanted} is ${language}`, async ({ page, browserWindow }) => {
      const userAgent = await page.evaluate(() => navigator.userAgent)
      const speak = (acceptLanguage: string) =>
        browserWindow.devtools.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage })
      await speak(wanted)
      await browserWindow.visit(good)
      await expect(page.getByRole('heading', { name: heading })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const direction = language === 'ar' ? 'rtl' : 'ltr'
      await expect(page.locator('main')).toHaveCSS('direction', direction)
      await expect(page.locator('#code')).toHaveCSS('direction', 'ltr')
      await speak('en')
    })
  }
})

test('on a phone nothing is wider than the screen, and the code comes before the button', async ({
  page,
  browserWindow,
}) => {
  const { devtools } = browserWindow
  const metrics = { width: 360, height: 740, deviceScaleFactor: 2, mobile: true }
  await devtools.send('Emulation.setDeviceMetricsOverride', metrics)
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  await browserWindow.visit(good)
  const code = await page.getByText('4G2N0-ZKX7Q', { exact: true }).boundingBox()
  const button = await page.getByRole('link', { name: 'Open Latchkey' }).boundingBox()
  expect(code?.y).toBeLessThan(button?.y ?? 0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: false })
  await devtools.send('Emulation.clearDeviceMetricsOverride')
  await browserWindow.visit(good)
  const after = await page.getByText('4G2N0-ZKX7Q', { exact: true }).boundingBox()
  expect(after?.y).toBeGreaterThan((await page.getByRole('link').boundingBox())?.y ?? Infinity)
})

test('goes by keyboard: the link first, then copying', async ({ page, browserWindow }) => {
  await browserWindow.visit(good)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Open Latchkey' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await browserWindow.seen()).opened).toEqual([link])
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Copy the link' })).toBeFocused()
})

test('axe finds nothing, in both themes and every state', async ({ page, browserWindow }) => {
  const looks = async (state: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect.soft(await violations(page), `${state}, ${colorScheme}`).toEqual([])
    }
  }
  await browserWindow.visit(good)
  await looks('a link')
  await catchCopies(page, true)
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByRole('textbox')).toBeVisible()
  await looks('copying refused')
  await browserWindow.visit('')
  await looks('no link')
})
