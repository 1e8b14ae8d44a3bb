import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noPage, pageAnswer } from '../../src/main/desktop/page-answer.ts'

const sources = readdirSync('src', { recursive: true })
  .map((name) => join('src', String(name)))
  .filter((path) => /\.(tsx?|html)$/.test(path) && !/\.test\.ts$/.test(path))

const found = (pattern: RegExp, allowed: readonly string[] = []) =>
  sources.filter((path) => !allowed.includes(path) && pattern.test(readFileSync(path, 'utf8')))

describe('the sources', () => {
  it('no source turns on what Electron advises against', () => {
    expect(
      found(/allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups/),
    ).toEqual([])
    expect(
      found(/<webview|webviewTag: true|nodeIntegration: true|contextIsolation: false/),
    ).toEqual([])
    expect(found(/webSecurity: false|sandbox: false|nodeIntegrationIn\w+: true/)).toEqual([])
    expect(found(/\bcrashReporter\b|dangerouslySetInnerHTML|loadFile\(/)).toEqual([])
  })

  it('open other programs in one place each', () => {
    const desktop = (...names: string[]) => join('src', 'main', 'desktop', ...names)
    const openers = [desktop('browser.ts'), desktop('this-computer', 'index.ts')]
    expect(found(/openExternal\(/, openers)).toEqual([])
    expect(found(/shell\.openPath\(/, [join('src', 'main', 'start-host.ts')])).toEqual([])
  })

  it('no answer to a page is without a policy, and none permits what is unsafe', () => {
    // One function makes all answers and requires a policy; one place sends them and accepts no others.
    const desktop = (name: string) => join('src', 'main', 'desktop', name)
    expect(found(/registerBufferProtocol\(/)).toEqual([desktop('page-answer.ts')])
    expect(found(/\bprotocol\.(handle|register\w+Protocol|intercept)|new Response\(/)).toEqual([
      desktop('page-answer.ts'),
    ])
    const unsafe = sources.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/"[a-z-]+ [^"]*'unsafe-[^"]*"/g)].map(([one]) => one),
    )
    expect(unsafe).toEqual([`"style-src 'unsafe-inline'"`])
  })

  it('say on every answer that it is nobody else’s to read or to frame', () => {
    const { headers } = pageAnswer('', 'text/html', "default-src 'none'")
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    // With that header, each start would begin with a process to throw away (ADR 0022).
    expect(headers).not.toHaveProperty('cross-origin-opener-policy')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(noPage(404).headers['content-security-policy']).toBe("default-src 'none'")
  })
})
