/** Units of time, in milliseconds. */
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Longest address that SMTP allows (RFC 5321 4.5.3.1.3: 256 octets with the angle brackets). */
export const maxEmailLength = 254
/** Code points. NIST SP 800-63B-4 section 3.1.1.2: at least 15 where the password is the only factor. */
export const minPasswordLength = 15
/** Longest password at the bridge, in UTF-16 units; the policy counts code points. */
export const maxPasswordUnits = 1024
/** Enough for a whole pasted email, headers and both parts; anything longer isn't an email of ours. */
export const maxPasteLength = 256 * 1024
/** A title, user name, address, password or one-time-password secret, in UTF-16 units. */
export const maxEntryText = 4096
/** Notes, in UTF-16 units. */
export const maxNotes = 100_000
export const maxUrls = 20
export const maxTags = 20
export const maxTagLength = 60
/** Lines of the list in one answer. */
export const maxListWindow = 200
/** How long an entry stays in the trash. */
export const trashDays = 30
export const trashMs = trashDays * dayMs

/** Former passwords of one entry: as many as a channel can address. */
export const maxHistory = 100
