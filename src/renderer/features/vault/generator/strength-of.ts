export interface GeneratedStrength {
  readonly tone: 'bad' | 'fair' | 'good'
  readonly words: 'weak' | 'fair' | 'good' | 'strong'
  /** 0 to 100. */
  readonly fill: number
}

/** Where the bar is full: as many bits as an AES-128 key. */
const fullBits = 128

/**
 * What a number of equally likely results, as log2, is worth against guessing on stolen data. At
 * 10^12 guesses a second, 50 bits last 20 minutes, 65 bits a year, 80 bits 40,000 years.
 */
export function strengthOf(bits: number): GeneratedStrength {
  const fill = Math.min(100, (bits / fullBits) * 100)
  if (bits < 50) return { tone: 'bad', words: 'weak', fill }
  if (bits < 65) return { tone: 'fair', words: 'fair', fill }
  if (bits < 80) return { tone: 'good', words: 'good', fill }
  return { tone: 'good', words: 'strong', fill }
}
