/** What of Node's the tests here need: the renderer's own types have nothing of it. */
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string
}

declare module 'node:stream/consumers' {
  /** @param stream what `react-dom/static` gives */
  export function text(stream: unknown): Promise<string>
}
