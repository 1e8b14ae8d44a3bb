import { expect, type Page } from '@playwright/test'
import type { AppApi } from '../../src/contract/api.ts'
import type { EntryInput } from '../../src/contract/channels.ts'

type WithApi = typeof globalThis & { readonly latchkey: AppApi }

const common = { notes: '', tags: [] as string[], favourite: false }

/** Three entries that together have every kind of field. */
export const someEntries: readonly EntryInput[] = [
  {
    ...common,
    kind: 'login',
    title: 'Bank of the North',
    username: 'you-4471',
    urls: ['https://bank.example.com', 'https://bank.example.org/login'],
    password: 'cLt7!wq“ü” 9',
    otp: 'JBSWY3DPEHPK3PXP',
    tags: ['money', 'home'],
    favourite: true,
  },
  {
    ...common,
    kind: 'login',
    title: 'City library',
    username: '20391177',
    urls: [],
    password: 'quiet river stone',
    otp: '',
    notes: 'Two lines,\nthe second one with — dashes.',
  },
  { ...common, kind: 'note', title: 'Network at home', notes: 'The router is behind the books.' },
]

/** Adds entries to the open vault through the same bridge as the screens. */
export async function putEntries(page: Page, entries = someEntries): Promise<void> {
  for (const entry of entries) {
    const answer = await page.evaluate(
      (input) => (globalThis as WithApi).latchkey.vaultSave({ id: null, entry: input }),
      entry,
    )
    expect(answer).toMatchObject({ ok: true })
  }
}

/** Locks as the menu does. The page is replaced, so the answer may never arrive. */
export async function lock(page: Page): Promise<void> {
  await page.evaluate(() => void (globalThis as WithApi).latchkey.lockNow()).catch(() => {})
}

/** Every entry of the open vault with its secrets, sorted by title, without ids and times. */
export async function allEntries(page: Page): Promise<readonly unknown[]> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const answer = await (globalThis as WithApi).latchkey.vaultOverview()
        return answer.ok && answer.value.ready
      }),
    )
    .toBe(true)
  return page.evaluate(async () => {
    const { latchkey: api } = globalThis as WithApi
    const listed = await api.vaultList({
      view: 'all',
      tag: null,
      text: '',
      sort: 'title',
      offset: 0,
      limit: 200,
    })
    if (!listed.ok) throw new Error(listed.code)
    const secret = async (id: string, kind: 'password' | 'otp-secret') => {
      const answer = await api.vaultReveal({ id, field: { kind } })
      return answer.ok ? answer.value.text : answer.code
    }
    const read = async ({ id }: { readonly id: string }) => {
      const answer = await api.vaultEntry({ id })
      if (!answer.ok) throw new Error(answer.code)
      const { id: _, createdAt, changedAt, usedAt, ...facts } = answer.value
      if (facts.kind === 'note') return facts
      return {
        ...facts,
        password: facts.hasPassword ? await secret(id, 'password') : null,
        otp: facts.hasOtp ? await secret(id, 'otp-secret') : null,
      }
    }
    return Promise.all(listed.value.items.map(read))
  })
}
