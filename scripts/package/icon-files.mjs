/**
 * The container formats for icons on Windows and macOS. Both hold PNGs unchanged.
 * @typedef {{ readonly size: number, readonly png: Buffer }} IconImage size in pixels
 */

/** Pixels. */
export const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512]

/**
 * An `.ico`: a header of 6 bytes, 16 for each image, then the images. A size of 256 is written as 0.
 * @param {readonly IconImage[]} images those over 256 pixels are left out
 */
export function icoOf(images) {
  const fitting = images.filter(({ size }) => size <= 256)
  const header = Buffer.alloc(6 + 16 * fitting.length)
  header.writeUInt16LE(1, 2) // an icon
  header.writeUInt16LE(fitting.length, 4)
  let at = header.length
  fitting.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4) // colour planes
    header.writeUInt16LE(32, entry + 6) // bits a pixel
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(at, entry + 12)
    at += png.length
  })
  return Buffer.concat([header, ...fitting.map(({ png }) => png)])
}

/** The names of PNG images in an `.icns`, by pixels; `ic11` to `ic14` are for high-density screens. */
const icnsTypes = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
])

/**
 * An `.icns`: `icns` and the total length, then name, length and PNG of each image.
 * @param {readonly IconImage[]} images
 */
export function icnsOf(images) {
  const parts = icnsTypes.flatMap(([type, pixels]) => {
    const image = images.find(({ size }) => size === pixels)
    return image === undefined ? [] : [chunk(type, image.png)]
  })
  return chunk('icns', Buffer.concat(parts))
}

/**
 * @param {string} name four letters
 * @param {Buffer} body
 */
function chunk(name, body) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}
