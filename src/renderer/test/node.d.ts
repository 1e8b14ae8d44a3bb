/** The parts of Node that the tests here need: the renderer's own types don't include Node. */
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string
}

declare module 'node:stream/consumers' {
  /** @param stream from `react-dom/static` */
  export function text(stream: unknown): Promise<string>
}
