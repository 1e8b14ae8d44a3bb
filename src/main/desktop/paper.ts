/** Where Letter is the paper of every printer (CLDR's supplemental `paperSize`, US-Letter). */
const letterCountries = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

/** @param country ISO 3166, two letters; empty where it is not known */
export function paperOf(country: string): 'A4' | 'Letter' {
  return letterCountries.has(country.toUpperCase()) ? 'Letter' : 'A4'
}
