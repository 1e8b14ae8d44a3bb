/** Finds faults in an email's layout in a browser. */

/**
 * Runs in the page. Everything is measured as displayed, in CSS pixels.
 *
 * @param width of the screen
 * @returns a line for each fault
 */
export function faultsOf(width: number): string[] {
  const faults: string[] = []
  const slack = 1 // for rounding
  const name = (element: Element) => `<${element.tagName.toLowerCase()} class=${element.className}>`

  if (document.documentElement.scrollWidth > width) {
    faults.push(`the page is ${document.documentElement.scrollWidth} wide`)
  }
  for (const element of document.body.querySelectorAll('*')) {
    const { left, right } = element.getBoundingClientRect()
    if (left < -slack || right > width + slack) faults.push(`${name(element)} leaves the screen`)
    const { clientWidth, scrollWidth, clientHeight, scrollHeight } = element
    // Inline elements have no client width.
    if (clientWidth > 0 && scrollWidth > clientWidth + slack) {
      faults.push(`what is in ${name(element)} is wider than it`)
    }
    if (clientHeight > 0 && scrollHeight > clientHeight + slack) {
      faults.push(`what is in ${name(element)} is higher than it`)
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: { readonly text: string; readonly box: DOMRect }[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    if (text === '') continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width < 1 || box.height < 1) faults.push(`'${text}' is not seen`)
    const around = node.parentElement?.closest('a, p, h1, h2, td, div')?.getBoundingClientRect()
    if (around && (box.left < around.left - slack || box.right > around.right + slack)) {
      faults.push(`'${text}' leaves its place`)
    }
    texts.push({ text, box })
  }
  for (const [at, one] of texts.entries()) {
    for (const other of texts.slice(at + 1)) {
      const across =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      // The boxes of two lines may overlap slightly above and below their letters.
      if (across > slack && down > 4) faults.push(`'${one.text}' lies over '${other.text}'`)
    }
  }
  return faults
}

/** The side each part starts at: `left` or `right`, for the parts that the email has. */
export function sides(): Record<string, string> {
  const found: Record<string, string> = {}
  const boxOf = (node: Node | null | undefined) => {
    const range = document.createRange()
    if (node) range.selectNodeContents(node)
    return range.getBoundingClientRect()
  }
  const card = document.querySelector('.card')
  const space = card?.getBoundingClientRect()
  const padding = card ? Number.parseFloat(getComputedStyle(card).paddingLeft) + 1 : 0
  const side = (box: DOMRect, edges = space) => {
    const [left, right] = [box.left - (edges?.left ?? 0), (edges?.right ?? 0) - box.right]
    if (Math.abs(left - right) < 3) return 'both'
    return left < right ? 'left' : 'right'
  }
  const brand = document.querySelector('.brand')
  found['name'] = side(boxOf(brand))
  found['heading'] = side(boxOf(document.querySelector('h1')))
  const button = document.querySelector('.button')
  if (button) found['button'] = side(button.getBoundingClientRect())
  const [label, value] = document.querySelectorAll('.card .muted, .card .muted + td')
  if (label && value) {
    found['label'] = boxOf(label).left < boxOf(value).left ? 'left' : 'right'
    const edge = label.getBoundingClientRect()
    const atEdge =
      found['label'] === 'left'
        ? edge.left - (space?.left ?? 0) < padding + 2
        : (space?.right ?? 0) - edge.right < padding + 2
    if (!atEdge) found['label'] = 'away from the edge'
  }
  return found
}

/** How a left-to-right text is laid out; null if the email has none. */
export function leftToRight(text: string) {
  const box = [...document.querySelectorAll('[dir=ltr]')].find(
    ({ tagName, textContent }) => tagName === 'P' && textContent === text,
  )
  const node = box?.firstChild
  if (!box || !node) return null
  const character = (at: number) => {
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    return range.getBoundingClientRect()
  }
  const all = Array.from(text, (_, at) => character(at))
  const backwards = all.some((each, at) => {
    const before = all[at - 1]
    if (before === undefined) return false
    const sameLine = Math.abs(each.top - before.top) < 2
    return sameLine ? each.left < before.left : each.top < before.top
  })
  const lines = new Set(all.map(({ top }) => Math.round(top))).size
  return { direction: getComputedStyle(box).direction, backwards, lines }
}
