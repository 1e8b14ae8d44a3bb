/** `0.4 seconds`, with one digit after the point, as the language writes it. */
export function seconds(ms: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(ms / 1000)
}
