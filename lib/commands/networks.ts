/** The networks that addresses belong to, by number, and what an address looks like on each of them. */

/**
 * The networks that clients and servers speak of.
 *
 * **Source** core.md 8.3
 */
export const networks = {
  /** Accounts of the service itself. */
  passport: 1,
  /** Telephones: `tel:+15551234567`. */
  telephone: 4,
  /** Circles: `00000000-0000-0000-0009-...@live.com`. */
  circle: 9,
  /** Yahoo, with which the service is federated. */
  yahoo: 32,
} as const

const telephoneMark = 'tel:'

/** Whether an address is that of a telephone. */
export const isTelephone = (address: string): boolean => address.startsWith(telephoneMark)

/** The address of a telephone. */
export const telephoneAddress = (number: string): string => telephoneMark + number

/** The number in the address of a telephone; another address stays as it is. */
export const telephoneNumber = (address: string): string =>
  isTelephone(address) ? address.slice(telephoneMark.length) : address

/** The network of an address in a contact list of the service itself. */
export const networkOf = (address: string): number =>
  isTelephone(address) ? networks.telephone : networks.passport

/** The domain of the addresses of circles (messages.md 5.3). */
export const circleDomain = 'live.com'

/** The address of a circle, by its id. */
export const circleAddress = (id: string): string => `${id}@${circleDomain}`
