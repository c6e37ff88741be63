/** How long messages, names and texts may be: limits that both sides keep. **Units** bytes. */

/**
 * A message on a switchboard, or to another network. One byte more, and official servers close the connection.
 *
 * **Source** core.md 9
 */
export const messageLimit = 1664

/** The data in one piece of a message in several. **Source** core.md 9 */
export const chunkLimit = 1202

/** A note by UUN, and what is shown beside a name. Clients refuse more. **Source** core.md 9 */
export const noteLimit = 4000

/** A message to a circle, with all that stands around it: as a note. */
export const datagramLimit = noteLimit

/** A display name, escaped as it goes over the wire. **Source** core.md 9 */
export const nameLimit = 387

/** The name of a group. **Source** core.md 9 */
export const groupNameLimit = 61
