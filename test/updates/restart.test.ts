import { describe, expect, it } from 'vitest'
import { restart } from '../../src/main/domain/updates/restart.ts'

function program(install: (reopen: boolean) => Promise<boolean>) {
  const did: string[] = []
  const logged: unknown[] = []
  const ends = restart({
    log: { error: (_what, error) => void logged.push(error) },
    install(reopen) {
      did.push(reopen ? 'install and open' : 'install')
      return install(reopen)
    },
    quit: () => void did.push('quit'),
    relaunch: (link) => void did.push(link === null ? 'open' : `open ${link}`),
  })
  return { ...ends, did, logged }
}

describe('a restart to install an update', () => {
  it('leaves opening to what installs it', async () => {
    const { now, atEnd, did } = program(async () => true)
    now()
    await atEnd()
    expect(did).toEqual(['quit', 'install and open'])
  })

  it.each([
    ['cannot be begun', async () => false],
    ['fails', () => Promise.reject(new Error('no room'))],
  ])('opens the app again where the installation %s', async (_how, install) => {
    const { now, atEnd, did } = program(install)
    now()
    await atEnd()
    expect(did).toEqual(['quit', 'install and open', 'open'])
  })
})

it('who closes the app is not shown it again, and what went wrong is in the log', async () => {
  const fault = new Error('no room')
  const { atEnd, did, logged } = program(() => Promise.reject(fault))
  await atEnd()
  expect([did, logged]).toEqual([['install'], [fault]])
})

describe('the app started again while it ends', () => {
  it('opens again, with the link that started it', async () => {
    const { again, atEnd, did } = program(async () => false)
    again(null)
    again('latchkey://reset#one')
    again(null)
    await atEnd()
    expect(did).toEqual(['install and open', 'open latchkey://reset#one'])
  })

  it('does so after an update that began too late to be told', async () => {
    const { again, atEnd, did } = program(async () => {
      again(null)
      return false
    })
    await atEnd()
    expect(did).toEqual(['install', 'open'])
  })
})
