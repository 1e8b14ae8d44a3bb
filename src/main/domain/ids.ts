/** Brands, so that misuse doesn't compile: a `string` is no `AccountId`, and bytes are no `Sealed`. */
declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** 16 random bytes, base64url. */
export type AccountId = Brand<string, 'AccountId'>
/** 16 random bytes, base64url: a link request's id and its token's `jti`. */
export type RequestId = Brand<string, 'RequestId'>
/** 16 random bytes, base64url: what the renderer gets in place of a token. */
export type LinkRef = Brand<string, 'LinkRef'>
/** An address as its person typed it, trimmed and checked. Emails go to this form. */
export type EmailAddress = Brand<string, 'EmailAddress'>
/** The form in which addresses are compared. Emails never go to it. */
export type EmailKey = Brand<string, 'EmailKey'>
/** An encrypted envelope. */
export type Encrypted = Brand<Uint8Array, 'Encrypted'>
/** A 32-byte key that must not leave main. */
export type SecretKey = Brand<Uint8Array, 'SecretKey'>
/** 16 random bytes, base64url. Replaced when a reset leaves the old vault sealed. */
export type VaultId = Brand<string, 'VaultId'>
/** 16 random bytes, base64url. */
export type EntryId = Brand<string, 'EntryId'>
/** A signed link token. */
export type LinkToken = Brand<string, 'LinkToken'>
