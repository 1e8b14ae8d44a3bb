import { describe, expect, it } from 'vitest'
import { computerUseCases } from '../../src/main/domain/computer/index.ts'
import { fakeComputer } from '../fakes/computer.ts'

const owner = { role: 'owner' } as const
const member = { role: 'member' } as const

function at(account: typeof owner | typeof member | null) {
  const { fake, computer, links } = fakeComputer()
  return { fake, ...computerUseCases({ computer, links, account: () => account }) }
}

describe('the settings of this computer', () => {
  it('are nobody’s who is not signed in', async () => {
    const { computer, linkHealth } = at(null)
    for (const call of [computer.view, linkHealth.view, linkHealth.test, linkHealth.repair]) {
      await expect(call(undefined)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    }
    await expect(computer.save({ theme: 'dark' })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })

  it('let anybody who is signed in choose the colours, and nothing else', async () => {
    const { computer, linkHealth, fake } = at(member)
    const { settings } = await computer.save({ theme: 'dark' })
    expect(settings.theme).toBe('dark')
    for (const change of ['tray', 'startAtLogin', 'startHidden', 'hideFromCapture'] as const) {
      const both = { [change]: true, theme: 'light' as const }
      await expect(computer.save(both)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(linkHealth.repair(undefined)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(fake.kept).toMatchObject({ theme: 'dark', tray: false, startAtLogin: false })
    expect(fake.repairs).toBe(0)
  })

  it('never promise what this desktop cannot do', async () => {
    const { computer, fake } = at(owner)
    fake.able = { tray: false, startAtLogin: false, hideFromCapture: false }
    const all = { tray: true, startAtLogin: true, hideFromCapture: true }
    const { settings } = await computer.save(all)
    expect(settings).toMatchObject({ tray: false, startAtLogin: false, hideFromCapture: false })
  })

  it('leave alone what was not changed', async () => {
    const { computer } = at(owner)
    await computer.save({ tray: true })
    const { settings } = await computer.save({ theme: 'light' })
    expect(settings).toMatchObject({ tray: true, theme: 'light' })
  })

  it('stay where the desktop cannot do for a time what was chosen before', async () => {
    const { computer, fake } = at(owner)
    await computer.save({ tray: true })
    fake.able = { ...fake.able, tray: false }
    const { settings } = await computer.save({ theme: 'light' })
    expect(settings).toMatchObject({ tray: true, theme: 'light' })
  })

  it('all count that were changed at a time', async () => {
    const { computer, fake } = at(owner)
    const saves = [{ tray: true }, { startAtLogin: true }, { theme: 'light' as const }]
    await Promise.all(saves.map(computer.save))
    expect(fake.kept).toMatchObject({ tray: true, startAtLogin: true, theme: 'light' })
  })
})

describe('the test of the way that links take', () => {
  it('says how long the link took and whether the window came to the front', async () => {
    const { linkHealth, fake } = at(member)
    fake.inFront = false
    const open = fake.open
    fake.open = async (link) => {
      fake.pass(400)
      await open(link)
    }
    const { test } = await linkHealth.test(undefined)
    expect(test).toEqual({ state: 'arrived', tookMs: 400, late: false, inFront: false })
  })

  it('waits ten seconds, and still knows a link that comes after that', async () => {
    const { fake, links } = fakeComputer()
    let changes = 0
    links.onChange(() => {
      changes += 1
    })
    fake.open = async (link) => void fake.opened.push(link)
    const running = links.run()
    await expect.poll(() => fake.opened.length).toBe(1)
    fake.pass(10_000)
    expect((await running).test?.state).toBe('missing')
    fake.pass(5_000)
    expect(links.arrived(fake.opened[0] ?? '')).toBe(true)
    await expect.poll(() => changes).toBe(1)
    expect((await links.view()).test).toMatchObject({
      state: 'arrived',
      late: true,
      tookMs: 15_000,
    })
  })

  it('counts a link once, for two minutes, and no other', async () => {
    const { fake, links } = fakeComputer()
    fake.open = async (link) => void fake.opened.push(link)
    const running = links.run()
    await expect.poll(() => fake.opened.length).toBe(1)
    expect(links.arrived(`latchkey://self-test?n=${'x'.repeat(22)}`)).toBe(true)
    fake.pass(10_000)
    expect((await running).test?.state).toBe('missing')
    fake.pass(120_000)
    links.arrived(fake.opened[0] ?? '')
    await Promise.resolve()
    expect((await links.view()).test?.state).toBe('missing')
  })

  it.each([
    'latchkey://reset?t=a.b.c',
    'latchkey://self-test',
    'latchkey://self-test?n=short',
    `latchkey://self-test?n=${'a'.repeat(22)}&t=x`,
    `latchkey://self-test?n=${'a'.repeat(22)}%20`,
    `latchkey://self-test?n=${'a'.repeat(100_000)}`,
    ` latchkey://self-test?n=${'a'.repeat(22)}`,
  ])('takes no other link for its own: %.60s', (link) => {
    expect(fakeComputer().links.arrived(link)).toBe(false)
  })

  it.each(['none', 'other'] as const)('sends nothing where the program is: %s', async (state) => {
    const { fake, links } = fakeComputer()
    fake.handler = { state, program: null, repair: 'add' }
    expect((await links.run()).test?.state).toBe('refused')
    expect(fake.opened).toEqual([])
  })

  it('says so where the system does not take the link', async () => {
    const { fake, links } = fakeComputer()
    fake.open = () => Promise.reject(new Error('no'))
    expect((await links.run()).test?.state).toBe('refused')
  })

  it('is forgotten once it was repaired', async () => {
    const { fake, links } = fakeComputer()
    fake.handler = { state: 'none', program: null, repair: 'add' }
    await links.run()
    expect(await links.repair()).toMatchObject({ handler: { state: 'ours' }, test: null })
  })
})
