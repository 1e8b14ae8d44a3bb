/** The one thing of Node's that a test here needs: the renderer's own types have nothing of it. */
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string
}
