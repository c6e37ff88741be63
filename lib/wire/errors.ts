/** The text of an error, whichever realm made it: anything can be thrown. */

const fieldOf = (error: unknown, name: 'message' | 'code'): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  const value = (error as Readonly<Record<string, unknown>>)[name]
  return value === undefined ? undefined : String(value)
}

/** The message of an error; of anything else, its text. */
export const messageOf = (error: unknown): string => fieldOf(error, 'message') ?? String(error)

/** Whether an error stands for another one. */
export const hasCause = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { readonly cause?: unknown }).cause !== undefined

/** The code that Node gives an error, such as `ECONNREFUSED`. */
export const codeOf = (error: unknown): string | undefined => fieldOf(error, 'code')
