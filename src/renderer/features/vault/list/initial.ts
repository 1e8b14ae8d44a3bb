const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letter, or whatever the title begins with: an emoji is one, however it is made up. */
export function initial(title: string): string {
  const [first] = segmenter.segment(title.trim())
  return first?.segment.toLocaleUpperCase() ?? ''
}
