import { Address } from '../index.js'

/** A server's address as text: `127.0.0.1:1863`, `[::1]:1863`. */
export const addressText = (address: Address): string => Address.write(address)
