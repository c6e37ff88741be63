/** Properties of accounts and contacts, as PRP, BPR and SBP carry them. */
import { Quoted } from './quoted.js'
import { unread, valueOf } from './word.js'
import { Count } from './words.js'

/** A telephone number as a person typed it, at most 95 bytes once escaped. A `tel:` number can carry a flag. */
export interface PhoneNumber {
  readonly text: string
  readonly flag?: number
}

/**
 * A property of an account, and what it is set to; without a value it is cleared, or hidden.
 *
 * **Source** core.md 4.4
 */
export type Property =
  | { readonly _tag: 'Phone'; readonly key: PhoneKey; readonly number?: PhoneNumber }
  | { readonly _tag: 'Switch'; readonly key: SwitchKey; readonly on?: boolean }
  | { readonly _tag: 'DisplayName'; readonly key: 'MFN'; readonly name?: string }
  | { readonly _tag: 'OtherProperty'; readonly key: string; readonly value?: string }

/** Home, work and mobile telephone. */
export type PhoneKey = 'PHH' | 'PHW' | 'PHM'

/** Contacts may page my mobile; a mobile device is enabled. */
export type SwitchKey = 'MOB' | 'MBE'

const isPhoneKey = (key: string): key is PhoneKey => key === 'PHH' || key === 'PHW' || key === 'PHM'
const isSwitchKey = (key: string): key is SwitchKey => key === 'MOB' || key === 'MBE'
const aKey = /^[A-Z]{3}$/

/** The longest value of a property, escaped. **Units** bytes. **Source** core.md 9 */
export const propertyLimit = 95

/**
 * The property at the end of a line: its key, its value, and for a telephone perhaps a flag.
 *
 * A switch that is neither `Y` nor `N`, and a key that is not listed, are read as they stand.
 */
export const readProperty = (words: ReadonlyArray<string>): Property | typeof unread => {
  const [key = '', value, flag] = words
  if (!aKey.test(key) || words.length > 3) return unread
  const text = value === undefined ? undefined : valueOf(Quoted.read(value))
  if (text === unread) return unread

  if (isPhoneKey(key)) {
    const number = flag === undefined ? undefined : valueOf(Count.read(flag))
    if (number === unread) return unread
    if (text === undefined) return { _tag: 'Phone', key }
    return { _tag: 'Phone', key, number: number === undefined ? { text } : { text, flag: number } }
  }
  if (flag !== undefined) return unread
  if (isSwitchKey(key)) {
    if (text === undefined) return { _tag: 'Switch', key }
    if (text === 'Y' || text === 'N') return { _tag: 'Switch', key, on: text === 'Y' }
  }
  if (key === 'MFN') return text === undefined ? { _tag: 'DisplayName', key } : { _tag: 'DisplayName', key, name: text }
  return text === undefined ? { _tag: 'OtherProperty', key } : { _tag: 'OtherProperty', key, value: text }
}

/** The words of a property, as byte text. */
export const writeProperty = (property: Property): ReadonlyArray<string> => {
  switch (property._tag) {
    case 'Phone':
      if (property.number === undefined) return [property.key]
      return [
        property.key,
        Quoted.write(property.number.text),
        ...(property.number.flag === undefined ? [] : [String(property.number.flag)]),
      ]
    case 'Switch':
      return property.on === undefined ? [property.key] : [property.key, property.on ? 'Y' : 'N']
    case 'DisplayName':
      return property.name === undefined ? [property.key] : [property.key, Quoted.write(property.name)]
    case 'OtherProperty':
      return property.value === undefined ? [property.key] : [property.key, Quoted.write(property.value)]
  }
}

/** Whether a value is a property that can be written. */
export const isProperty = (u: unknown): u is Property => {
  if (typeof u !== 'object' || u === null) return false
  const property = u as Property
  if (typeof property.key !== 'string' || !aKey.test(property.key)) return false
  switch (property._tag) {
    case 'Phone': {
      const { key, number } = property
      return (
        isPhoneKey(key) &&
        (number === undefined ||
          (typeof number === 'object' &&
            (number as unknown) !== null &&
            Quoted.is(number.text) &&
            Quoted.write(number.text).length <= propertyLimit &&
            (number.flag === undefined || Count.is(number.flag))))
      )
    }
    case 'Switch':
      return isSwitchKey(property.key) && (property.on === undefined || typeof property.on === 'boolean')
    case 'DisplayName':
      return property.key === 'MFN' && (property.name === undefined || Quoted.is(property.name))
    case 'OtherProperty': {
      const { key, value } = property
      const typed =
        isPhoneKey(key) || key === 'MFN' || (isSwitchKey(key) && (value === undefined || /^[YN]$/.test(value)))
      return !typed && (value === undefined || Quoted.is(value))
    }
  }
  return false
}
