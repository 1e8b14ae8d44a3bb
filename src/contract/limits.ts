/** Longest address that SMTP can carry (RFC 5321 4.5.3.1.3: 256 octets with the angle brackets). */
export const maxEmailLength = 254
/** Code points. NIST SP 800-63B-4 section 3.1.1.2: at least 15 where a password stands alone. */
export const minPasswordLength = 15
/** Longest password at the bridge, in UTF-16 units; the policy counts code points. */
export const maxPasswordUnits = 1024
/** A whole pasted mail, headers and both parts; more than that is no mail of ours. */
export const maxPasteLength = 256 * 1024
