import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noPage, pageHeaders } from '../../src/main/desktop/page-headers.ts'

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
    // Every Response is made with the same headers, which cannot be had without a policy.
    const makers = found(/new Response\(/)
    for (const path of makers) {
      const text = readFileSync(path, 'utf8')
      const made = text.match(/new Response\((?!\)$)[^;]*?pageHeaders\(/gm)?.length ?? 0
      const bare = text.match(/new Response\(\)/g)?.length ?? 0
      expect(made + bare, path).toBe(text.match(/new Response\(/g)?.length)
    }
    expect(makers.length).toBeGreaterThan(2)
    const unsafe = sources.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/"[a-z-]+ [^"]*'unsafe-[^"]*"/g)].map(([one]) => one),
    )
    expect(unsafe).toEqual([`"style-src 'unsafe-inline'"`])
  })

  it('say on every answer that it is nobody else’s to read or to frame', () => {
    const headers = pageHeaders('text/html', "default-src 'none'")
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(noPage(404).headers.get('content-security-policy')).toBe("default-src 'none'")
  })
})
