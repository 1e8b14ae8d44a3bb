/**
 * Mail gateways and virus scanners open every link in an email before the person does, press every button
 * and submit every form. In the usual kind of reset, that uses up the link.
 */
import type { Page } from '@playwright/test'
import { ada, expect, linkOf, minute, newPassword, test } from './fixtures.ts'
import { type Browser, openBrowser } from './support/browser.ts'

const hosted = 'https://example.org/latchkey/'

/** Every address in a page or an email, wherever it appears. */
const addressesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      ['href', 'src', 'action', 'formaction', 'background', 'data-href']
        .map((name) => element.getAttribute(name) ?? '')
        .filter((address) => address !== '' && !address.startsWith('#')),
    ),
  )

/** Submits every form as it is, presses every button, follows every link. @returns how many there were */
async function pressesEverything(page: Page, open: () => Promise<unknown>): Promise<number> {
  // The previous press may still be navigating.
  await expect(open).toPass()
  const things = 'form, button, a[href], [role=button], input, summary'
  const count = await page.locator(things).count()
  for (let at = 0; at < count; at += 1) {
    await expect(open).toPass()
    await page
      .locator(things)
      .nth(at)
      .evaluate((element: HTMLElement) => {
        if (element instanceof HTMLFormElement) element.submit()
        else element.click()
      })
  }
  return count
}

/** @returns the links that other programs were asked to open */
async function scans(browser: Browser, mail: string): Promise<readonly string[]> {
  const { page } = browser
  const html = mail.replaceAll(hosted, browser.address)
  const asMail = async () => {
    await page.goto('about:blank')
    await page.setContent(html)
  }
  await asMail()
  const addresses = await addressesOf(page)
  expect(await pressesEverything(page, asMail)).toBeGreaterThan(0)
  for (const address of addresses.filter((one) => one.startsWith(browser.address))) {
    for (const method of ['HEAD', 'GET', 'POST']) await fetch(address, { method })
    const [, fragment = ''] = address.split('#')
    const pressed = await pressesEverything(page, () => browser.visit(fragment))
    expect(pressed).toBeGreaterThan(1)
  }
  const opened = (await browser.seen()).opened
  return [...new Set([...addresses, ...opened])].filter((one) => one.startsWith('latchkey:'))
}

test('a scanner that opens every link and sends every form of mail and link page spends nothing', async ({
  app,
  person,
  server,
}) => {
  const browser = await openBrowser()
  try {
    const plain = await person.getsResetMail(server)
    const links = await scans(browser, plain.html)
    expect(links).toContain(linkOf(plain))
    // Even on the same computer, by a scanner that passes links on to the app.
    for (const link of [...links, ...links]) {
      await app.openLink(link)
      await person.sees('Choose a new password')
    }
    await person.setsPassword()
    await person.sees('Your password is changed')
    await server.waitForMail(ada.email)

    await person.press('Sign in')
    await person.signsIn({ password: newPassword })
    await person.goesTo('Mail settings')
    await person.fill('Link page (optional)', hosted)
    await person.press('Save')
    await person.reads('Saved. Mails')
    await person.signsOut()
    app.passTime(2 * minute)
    await app.restart()
    await person.asksForReset()
    const paged = await server.waitForMail(ada.email)
    const fromPage = await scans(browser, paged.html)
    expect(fromPage).toHaveLength(1)
    // The fragment never reached the page's server.
    expect(browser.served().join('\n')).not.toMatch(/eyJ|reset/)
    for (const link of fromPage) {
      await app.openLink(link)
      await person.sees('Choose a new password')
    }
    await person.setsPassword('once more a new password')
    await person.sees('Your password is changed')
  } finally {
    await browser.close()
  }
})
