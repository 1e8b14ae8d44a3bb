/**
 * A warning about a package that contains another Electron than the pinned one.
 * @param {string} embedded its version
 * @param {string} pinned the version in package.json
 * @returns {readonly string[]} lines; none when they are the same
 */
export const electronWarning = (embedded, pinned) =>
  embedded === pinned
    ? []
    : [
        '',
        `! These packages contain Electron ${embedded}, not ${pinned}, which package.json pins:`,
        '  it is the one that setup could get here, and it no longer gets security fixes.',
        '  They are for trying out. Give users only packages made where the pinned one can be',
        '  downloaded: delete node_modules/electron/dist there, and run npm run package again.',
      ]
