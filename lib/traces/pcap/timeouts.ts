/** Timeouts in the time of a capture: how long missing bytes, decisions and ends are waited for. */

/** Something that is waited for. */
export interface Wait {
  readonly since: number
  readonly packet: number
  /** What is done where the time is over. */
  readonly expire: () => void
  isOver: boolean
}

/** What is waited for, none of it for long. */
export interface Timeouts {
  readonly wait: (now: number, packet: number, expire: () => void) => Wait
  /** Ends what has been waited for long enough. */
  readonly pass: (now: number, packet: number) => void
  /** Since when the oldest of it is waited for; without end if there is none. */
  readonly horizon: () => number
}

/**
 * How long a packet that is late is waited for: until so many packets of the capture have come since, and so much time has
 * passed. The packets are for captures of few packets in much time, and the time for those of many.
 *
 * **Units** milliseconds.
 */
export const patient = { packets: 16, ms: 500 } as const

/** Nothing to wait for yet. */
export const patience = (): Timeouts => {
  // In the order in which they began; what is over is taken out when it comes to the front.
  let waits: Array<Wait> = []
  let first = 0

  const front = (): Wait | undefined => {
    while (first < waits.length && waits[first]!.isOver) first++
    if (first > 64 && first * 2 > waits.length) {
      waits = waits.slice(first)
      first = 0
    }
    return waits[first]
  }

  return {
    wait: (since, packet, expire) => {
      const wait = { since, packet, expire, isOver: false }
      waits.push(wait)
      return wait
    },
    pass: (now, packet) => {
      for (;;) {
        const wait = front()
        if (wait === undefined || packet - wait.packet < patient.packets || now - wait.since < patient.ms) return
        wait.isOver = true
        wait.expire()
      }
    },
    horizon: () => front()?.since ?? Infinity,
  }
}
