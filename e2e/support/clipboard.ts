import type { App } from './app.ts'

/** A clipboard of this app's own, in a file: the screen's is every test's. */
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
