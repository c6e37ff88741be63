/** What bytes are, whichever realm made them: a browser's document, a test environment, Node itself. */

// The getter reads the internal slot: it works across realms, and nothing that only looks like bytes passes.
const brand = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag)!
const brandOf = (u: unknown): unknown => brand.get!.call(u)

/**
 * Whether something is bytes: a `Uint8Array` or a `Buffer`, of this realm or another one. `instanceof` says no to those of
 * another realm, as jsdom is one to Node.
 */
export const isBytes = (u: unknown): u is Uint8Array => brandOf(u) === 'Uint8Array'

/** The same bytes, not copied, as a `Uint8Array` of this realm and no `Buffer`: for packages that ask `instanceof`. */
export const ownBytes = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
