/**
 * What has to be said of a package about the Electron in it.
 * @param {string} embedded its version
 * @param {string} pinned the version that package.json asks for
 * @returns {readonly string[]} lines; none when they are the same
 */
export const electronWarning = (embedded, pinned) =>
  embedded === pinned
    ? []
    : [
        '',
        `! These packages hold Electron ${embedded}, not ${pinned}, which package.json pins:`,
        '  that is the one that set-up could get here, and it gets no security fixes any more.',
        '  They are for trying out. Hand to users only what was made where the pinned one can be',
        '  downloaded: delete node_modules/electron/dist there, and run npm run package again.',
      ]
