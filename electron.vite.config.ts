import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { type Plugin, runnerImport } from 'vite'
import { alias } from './scripts/aliases.mjs'

// The oldest Electron that the app supports (33). Without these, the target would follow the version in
// node_modules/electron/package.json, which may not be the one that was provisioned.
const node = 'node20.18'
const chrome = 'chrome130'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)

/** Runs a module of constants at build time and replaces it with the values it exports. */
function runAtBuild(file: string): Plugin {
  let constants: [name: string, value: unknown][] = []
  return {
    name: 'run-at-build',
    async buildStart() {
      const { module, dependencies } = await runnerImport<object>(file, { resolve: { alias } })
      constants = Object.entries(module)
      for (const dependency of dependencies) this.addWatchFile(dependency)
    },
    load(id) {
      if (resolve(id) !== file) return null
      const all = constants.map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(value)}`,
      )
      return all.join('\n')
    },
  }
}

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: node,
      // Bundled dependencies start faster than hundreds of small files read from disk.
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          'workers/password-meter': source('main/workers/password-meter.ts'),
          'workers/import-reader': source('main/workers/import-reader.ts'),
          'workers/backups': source('main/workers/backups.ts'),
          'workers/database-check': source('main/workers/database-check.ts'),
        },
        // Native modules: each finds its binary relative to its own folder.
        external: ['better-sqlite3', 'argon2'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          minify: {
            compress: true,
            mangle: { keepNames: true },
            codegen: { removeWhitespace: true },
          },
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    plugins: [runAtBuild(source('preload/names.ts'))],
    build: {
      target: node,
      // A sandboxed preload must be a single CommonJS file that requires nothing but electron.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: source('preload/index.ts'), mailbox: source('preload/mailbox.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    resolve: { alias },
    plugins: [react()],
    build: {
      target: chrome,
      minify: true,
      // The content security policy allows neither data: assets nor inline scripts.
      assetsInlineLimit: 0,
      // Chromium needs no polyfill for these links, which save a round trip at startup.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: source('renderer/index.html'),
          mailbox: source('renderer/mailbox.html'),
        },
      },
    },
  },
})
