/** One list on the screen at a time: its parts are found by these. */
export const listId = 'entries'
export const rowId = (index: number) => `entry-${index}`
