/** Octets that are to stand at a place. */
export interface Change {
  readonly place: number
  readonly octets: Uint8Array
}

/** Where octets were changed, and into what. Both have the same length. **Units** places from 0. */
export const differences = (before: Uint8Array, after: Uint8Array): ReadonlyArray<Change> => {
  const changes: Array<Change> = []
  for (let at = 0; at < before.length; at++) {
    if (before[at] === after[at]) continue
    const place = at
    while (at < before.length && before[at] !== after[at]) at++
    changes.push({ place, octets: new Uint8Array(after.subarray(place, at)) })
  }
  return changes
}
