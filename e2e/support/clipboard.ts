import type { App } from './app.ts'

/** Gives this app its own clipboard, kept in a file: the desktop's is shared by all tests. */
export const ownClipboard = (app: App, file: string) =>
  app.electron.evaluate(({ clipboard }, path) => {
    const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs')
    writeFileSync(path, '')
    Object.assign(clipboard, {
      writeText: (text: string) => writeFileSync(path, text),
      readText: () => readFileSync(path, 'utf8'),
      clear: () => writeFileSync(path, ''),
    })
  }, file)
