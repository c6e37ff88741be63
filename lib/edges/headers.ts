/** The names of HTTP headers as they go over the wire: real clients compare them letter by letter. */

// Headers whose usual spelling is not a capital at the beginning of each word.
const usualNames: ReadonlyMap<string, string> = new Map(
  ['DNT', 'ETag', 'P3P', 'PassportURLs', 'PPServer', 'SOAPAction', 'TE', 'WWW-Authenticate', 'X-MSN-Messenger'].map(
    (name) => [name.toLowerCase(), name] as const,
  ),
)

/**
 * The name of a header in its usual capitals.
 *
 * **Shapes** `content-length` is `Content-Length`, `passporturls` is `PassportURLs`; a name with a capital in it stays
 * as it is.
 *
 * **Source** corrections.md: msn-pecan and libpurple look for `Content-Length`, papyon waits for the end of the connection
 * without it.
 */
export const headerName = (name: string): string =>
  /[A-Z]/.test(name) ? name : (usualNames.get(name) ?? name.replace(/(?<![a-z\d])[a-z]/g, (first) => first.toUpperCase()))

/** Headers with their names in usual capitals; those without a value are left out. */
export const inUsualCapitals = <A>(headers: Readonly<Record<string, A | undefined>>): Readonly<Record<string, A>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[headerName(name), value]])),
  )
