import { expect, it } from 'vitest'
import { read } from '../fixtures/import/read.ts'

const keepassxc = (...rows: string[]) =>
  read(
    `"Group","Title","Username","Password","URL","Notes"\n${rows.map((row) => `${row}\n`).join('')}`,
  )

it('a row of KeePassXC with a user name, a password or an address alone is a login, not a note', async () => {
  const { entries } = await keepassxc(
    '"Root","by name","ada","","","some words"',
    '"Root","by password","","secret","","some words"',
    '"Root","by address","","","https://example.com","some words"',
    '"Root","a note","","","","some words"',
  )
  const kinds = entries.map((entry) => entry['kind'] ?? 'login')
  expect(kinds).toEqual(['login', 'login', 'login', 'note'])
})

it('a column whose name is blank is called by its place', async () => {
  const { issues } = await read('name,url,username,password,  \nBank,,ada,secret,more\n')
  expect(issues.join('\n')).toContain('Column 5')
})

it.each([
  ...['Recycle Bin', 'Papierkorb', 'Corbeille', 'Papelera de reciclaje', 'Cestino', 'Prullenbak'],
  ...['Lixeira', 'Reciclagem', 'Kosz', 'Koš', 'Papperskorg', 'Papirkurv', 'Roskakori'],
  ...['Корзина', 'ごみ箱', '回收站'],
])('entries in KeePassXC’s recycle bin go to the trash: %s', async (bin) => {
  const { entries } = await keepassxc(
    `"Root/${bin}","thrown away","ada","secret","",""`,
    '"Root/Work","kept","ada","secret","",""',
  )
  expect(entries.map(({ title, trashedAt }) => [title, trashedAt !== undefined])).toEqual([
    ['thrown away', true],
    ['kept', false],
  ])
})
