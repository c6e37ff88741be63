/** Places side by side, taken and given back: whoever comes gets the first that is free. */
export interface Lanes<Key> {
  /** The place of somebody; a new one, if there is room. */
  readonly take: (key: Key) => number | undefined
  readonly placeOf: (key: Key) => number | undefined
  readonly leave: (key: Key) => void
  /** Whether a place is taken. */
  readonly isTaken: (place: number) => boolean
  /** How many places there are up to the last one that is taken. */
  readonly width: () => number
}

/** So many places at most, all of them free. */
export const lanes = <Key>(most: number): Lanes<Key> => {
  const places: Array<Key | undefined> = []
  const placeOf = (key: Key): number | undefined => {
    const place = places.indexOf(key)
    return place < 0 ? undefined : place
  }
  return {
    take: (key) => {
      const known = placeOf(key)
      if (known !== undefined) return known
      const free = places.indexOf(undefined)
      const place = free < 0 ? places.length : free
      if (place >= most) return undefined
      places[place] = key
      return place
    },
    placeOf,
    leave: (key) => {
      const place = placeOf(key)
      if (place !== undefined) places[place] = undefined
      while (places.length > 0 && places.at(-1) === undefined) places.pop()
    },
    isTaken: (place) => places[place] !== undefined,
    width: () => places.length,
  }
}
