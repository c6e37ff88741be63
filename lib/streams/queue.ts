/** A queue of which each operation has the same cost, however long it is. */

/** What waits, first come, first served. Local to who works it off. */
export interface Queue<A> {
  readonly push: (value: A) => void
  /** Takes the first one out; nothing, if none waits. */
  readonly take: () => A | undefined
  readonly size: () => number
  readonly clear: () => void
}

/** An empty queue. */
export const queue = <A>(): Queue<A> => {
  let coming: Array<A | undefined> = []
  let going: Array<A | undefined> = []
  let at = 0

  return {
    push: (value) => void coming.push(value),
    take: () => {
      if (at === going.length) {
        if (coming.length === 0) return undefined
        going = coming
        coming = []
        at = 0
      }
      const first = going[at]
      going[at++] = undefined
      return first
    },
    size: () => going.length - at + coming.length,
    clear: () => {
      coming = []
      going = []
      at = 0
    },
  }
}
