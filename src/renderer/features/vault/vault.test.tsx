import type { AppApi } from '@contract/api'
import safety from '@locales/en/safety.json'
import words from '@locales/en/vault.json'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setUpI18n } from '../../i18n/i18n'
import { ServicesContext } from '../../shared/services'
import { createApp } from '../../stores/app'
import { createVault, type Vault as VaultStore } from '../../stores/vault/vault'
import { fail, fakeApi, ok, settled } from '../../test/fake-api'
import {
  home as accountHome,
  list,
  login,
  member,
  overview,
  state,
  summary,
} from '../../test/sample-views'
import { Side } from '../home/Side'
import { VaultContext } from './shared/vault-context'
import { Vault } from './Vault'

type Act = (vault: VaultStore) => unknown

/** Renders the vault once its answers have arrived and `act` has run. */
async function drawn(overrides: Partial<AppApi> = {}, act: Act = () => undefined) {
  const { api } = fakeApi({ appState: async () => ok(state({ session: member })), ...overrides })
  const app = createApp(api)
  const vault = createVault(api)
  await app.start()
  vault.open()
  await settled()
  await act(vault)
  await settled()
  const { editing } = vault.store.getState()
  const { overview, list: lines, selection, toasts, generator } = vault
  const parts = [vault, overview, lines, selection, toasts, generator, app, editing]
  // Static rendering uses a store's initial state unless it is told otherwise.
  for (const part of parts)
    if (part) part.store.getInitialState = part.store.getState as () => never
  return renderToStaticMarkup(
    <ServicesContext value={{ api, app }}>
      <VaultContext value={vault}>
        <Side section="vault" />
        <Vault home={accountHome({ altered: true })} />
      </VaultContext>
    </ServicesContext>,
  )
}

const choose: Act = (vault) => vault.moveTo(0)
const full = login({
  username: 'ann',
  notes: 'one\ntwo',
  tags: ['Home', 'Work'],
  hasOtp: true,
  favourite: true,
  usedAt: 1,
  urls: ['https://a.example', 'not one'],
  history: [{ replacedAt: 1 }, { replacedAt: 2 }],
})
const entry = async () => ok(full)
const nothing = { all: 0, favourites: 0, logins: 0, notes: 0, trash: 0 }
const empty = { vaultList: async () => ok(list([])) }
const said = (parts: Parameters<typeof overview>[0]) => ({
  vaultOverview: async () => ok(overview(parts)),
})

interface Look {
  readonly name: string
  readonly overrides?: Partial<AppApi>
  readonly act?: Act
}
const look = (name: string, overrides: Partial<AppApi>, act?: Act): Look => ({
  name,
  overrides,
  ...(act && { act }),
})

const told = ['trashed', 'saved', 'restored', 'deleted', 'emptied', 'discarded'] as const
const looks: readonly Look[] = [
  look('nothing chosen', {}),
  look('a login', { vaultEntry: entry }, choose),
  look('a note', { vaultEntry: async () => ok({ ...login(), kind: 'note', notes: 'n' }) }, choose),
  look('in the trash', { vaultEntry: async () => ok(login({ trashedAt: 1 })) }, choose),
  look('damaged', { vaultEntry: async () => fail('ENTRY_DAMAGED') }, choose),
  look('the trash', {}, (vault) => vault.show('trash')),
  look('the empty trash', empty, (vault) => vault.show('trash')),
  look('nothing with a tag', empty, (vault) => vault.show('all', 'Home')),
  look('nothing found', empty, (vault) => vault.search('x')),
  look('a list that cannot be had', { vaultList: async () => fail('INTERNAL') }),
  look('a new vault', { ...empty, ...said({ counts: nothing }) }),
  look('a vault still opening', { ...empty, ...said({ ready: false }) }),
  look(
    'all there is to say',
    said({
      damaged: 2,
      unreadable: 1,
      recovery: 'unseen',
      sealed: 2,
      undo: { at: 1, count: 3 },
      tags: [{ name: 'Home', count: 2 }],
      drafts: [
        { entry: full.id, kind: full.kind, title: 'Half' },
        { entry: null, kind: 'login', title: '' },
        { entry: null, kind: 'note', title: '' },
      ],
    }),
    choose,
  ),
  look('a new login', {}, (vault) => vault.create('login')),
  look('a new note', {}, (vault) => vault.create('note')),
  look('an edit', { vaultEntry: entry }, async (vault) => {
    choose(vault)
    await settled()
    await vault.editChosen()
  }),
  look('the generator', {}, async (vault) => {
    vault.showDialog('generator')
    await vault.generator.make()
  }),
  look('the keys', {}, (vault) => vault.showDialog('shortcuts')),
  look('told: copied', {}, (vault) =>
    vault.toasts.show({ kind: 'copied', what: 'otp-code', clearsAt: Date.now() + 9000 }),
  ),
  look('told: failed', {}, (vault) =>
    vault.toasts.show({ kind: 'failed', failure: fail('STORAGE') }),
  ),
  look('told: an import taken back', {}, (vault) =>
    vault.toasts.show({ kind: 'import-undone', removed: 3, kept: 1 }),
  ),
  ...told.map((kind) =>
    look(`told: ${kind}`, {}, (vault) => vault.toasts.show({ kind }, async () => null)),
  ),
]

beforeAll(() => {
  setUpI18n()
})
beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
})

describe.each(looks)('$name', ({ overrides, act }) => {
  test('has one heading of the first rank, all its words, and nothing that the policy refuses', async () => {
    const html = await drawn(overrides, act)
    expect(html.match(/<h1/g)).toHaveLength(1)
    const names = Object.keys({ ...words, ...safety }).join('|')
    expect(html).not.toMatch(new RegExp(`[>"](${names})\\.[\\w.]+[<"]`))
    expect(html).not.toContain('{{')
    expect(html).not.toMatch(/ on\w+=|<style|<script/)
  })

  test('has a name for every button and field', async () => {
    const html = await drawn(overrides, act)
    for (const [button] of html.matchAll(/<button[^>]*>.*?<\/button>/g)) {
      const text = button.replace(/<[^>]+>/g, '').trim()
      expect(text !== '' || /aria-label="[^"]+"/.test(button), button).toBe(true)
    }
    for (const [field, id] of html.matchAll(
      /<(?:input|textarea|select)[^>]*?id="([^"]+)"[^>]*>/g,
    )) {
      expect(html.includes(`for="${id}"`) || field.includes('aria-label'), field).toBe(true)
    }
  })
})

test('a login shows all that it has, and hides what is secret', async () => {
  const html = await drawn({ vaultEntry: entry }, choose)
  for (const text of ['City library', 'ann', 'a.example', 'not one', 'one\ntwo', 'Home', 'Work']) {
    expect(html).toContain(`>${text}<`)
  }
  expect(html).toContain('2 earlier passwords')
  expect(html).toContain('••••')
})

test('in the trash nothing can be edited, and the way back is the first one', async () => {
  const html = await drawn({ vaultEntry: async () => ok(login({ trashedAt: 1 })) }, choose)
  expect(html).not.toContain('>Edit<')
  expect(html.indexOf('Put back')).toBeLessThan(html.indexOf('Delete for good'))
})

test('the page never holds a password that nobody asked to see', async () => {
  const reveal = vi.fn(async () => ok({ text: 'revealed' }))
  await drawn({ vaultEntry: entry, vaultReveal: reveal }, choose)
  expect(reveal).not.toHaveBeenCalled()
})

test('the list tells screen readers where in it one is, however little of it is in the page', async () => {
  const items = Array.from({ length: 100 }, (_, index) => summary({ id: `${index}` }))
  const html = await drawn({ vaultList: async () => ok({ total: 9000, offset: 0, items }) }, choose)
  const rows = [...html.matchAll(/<div id="entry-(\d+)"[^>]*role="option"[^>]*>/g)]
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.length).toBeLessThan(60)
  expect(rows[3]?.[0]).toContain('aria-setsize="9000"')
  expect(rows[3]?.[0]).toContain('aria-posinset="4"')
  expect(html).toContain('aria-activedescendant="entry-0"')
})
