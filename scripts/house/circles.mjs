/** @typedef {{ from: string, to: string }} Arrow */

/**
 * Groups the names that lead to each other in a cycle: the strongly connected components of the graph,
 * by Tarjan's algorithm.
 *
 * @param {readonly Arrow[]} arrows
 * @returns {string[][]} only groups of more than one name, the largest first
 */
export function knots(arrows) {
  const next = followers(arrows)
  /** @type {Map<string, number>} */
  const order = new Map()
  /** @type {string[]} */
  const open = []
  /** @type {string[][]} */
  const found = []
  /** @param {string} name @returns {number} the order of the earliest open name that it leads back to */
  const visit = (name) => {
    const own = order.size
    order.set(name, own)
    open.push(name)
    let earliest = own
    for (const to of next.get(name) ?? []) {
      const seen = order.get(to)
      if (seen === undefined) earliest = Math.min(earliest, visit(to))
      else if (open.includes(to)) earliest = Math.min(earliest, seen)
    }
    if (earliest === own) {
      const knot = open.splice(open.indexOf(name))
      if (knot.length > 1) found.push(knot.sort())
    }
    return earliest
  }
  for (const name of next.keys()) if (!order.has(name)) visit(name)
  return found.sort((a, b) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
}

/**
 * The shortest cycle in a group, for a person to follow.
 *
 * @template {Arrow} A
 * @param {readonly string[]} knot
 * @param {readonly A[]} arrows
 * @returns {A[]} each begins where the previous one ended, and the first where the last ends
 */
export function shortestCircle(knot, arrows) {
  const inside = arrows.filter(({ from, to }) => knot.includes(from) && knot.includes(to))
  const circles = knot.map((name) => wayBack(name, inside))
  return circles.reduce((best, circle) => (circle.length < best.length ? circle : best))
}

/**
 * Searches breadth first, so the first way back that it finds is the shortest.
 *
 * @template {Arrow} A
 * @param {string} start
 * @param {readonly A[]} arrows
 * @returns {A[]}
 */
function wayBack(start, arrows) {
  /** @type {A[][]} */
  const ways = arrows.filter(({ from }) => from === start).map((arrow) => [arrow])
  const seen = new Set()
  for (const way of ways) {
    const end = way.at(-1)?.to
    if (end === start) return way
    if (seen.has(end)) continue
    seen.add(end)
    for (const arrow of arrows) if (arrow.from === end) ways.push([...way, arrow])
  }
  throw new Error(`No way leads back to ${start}.`)
}

/** @param {readonly Arrow[]} arrows */
function followers(arrows) {
  /** @type {Map<string, string[]>} */
  const next = new Map()
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to])
  return next
}
