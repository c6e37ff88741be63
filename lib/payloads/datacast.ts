/** Nudges, winks, voice clips and actions: messages of the type text/x-msnmsgr-datacast. */
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'

import { field, named, type Fields } from './fields.js'
import { bodyFields, fieldsBody, typed, type Mime } from './mime.js'
import { contentTypes } from './types.js'

/**
 * Something that a conversation shows beside its texts.
 *
 * **Shapes** `object` is the XML text of an MSN object, which `readMsnObject` takes apart; it is fetched from its
 * creator. `text` is what the sender does, "is tired".
 *
 * **Source** messages.md 1.6
 */
export type Datacast =
  | { readonly _tag: 'Nudge' }
  | { readonly _tag: 'Wink'; readonly object: string }
  | { readonly _tag: 'VoiceClip'; readonly object: string }
  | { readonly _tag: 'Action'; readonly text: string }
  | { readonly _tag: 'OtherDatacast'; readonly id: string; readonly data: string }

const readId = (id: string, data: string): Datacast => {
  switch (id) {
    case '1':
      return { _tag: 'Nudge' }
    case '2':
      return { _tag: 'Wink', object: data }
    case '3':
      return { _tag: 'VoiceClip', object: data }
    case '4':
      return { _tag: 'Action', text: data }
    default:
      return { _tag: 'OtherDatacast', id, data }
  }
}

const writeId = (datacast: Datacast): readonly [id: string, data: string] => {
  switch (datacast._tag) {
    case 'Nudge':
      return ['1', '']
    case 'Wink':
      return ['2', datacast.object]
    case 'VoiceClip':
      return ['3', datacast.object]
    case 'Action':
      return ['4', datacast.text]
    case 'OtherDatacast':
      return [datacast.id, datacast.data]
  }
}

/** Reads a datacast; the first line `ID:` decides, and without one there is none (messages.md 1.6). */
export const readDatacast = (mime: Mime): O.Option<Datacast> => {
  const fields = bodyFields(mime)
  const data = pipe(
    fields,
    field('Data'),
    O.getOrElse(() => ''),
  )
  return pipe(
    fields,
    RA.findFirst(named('ID')),
    O.map(([, id]) => readId(id, data)),
  )
}

/** The payload of a datacast, a line `ID:` and an empty line at its end, for Escargot drops it otherwise. */
export const writeDatacast = (datacast: Datacast): Mime => {
  const [id, data] = writeId(datacast)
  const fields: Fields = [['ID', id], ...(data === '' ? [] : [['Data', data] as const])]
  return typed(contentTypes.datacast)(fieldsBody(fields, '\r\n'))
}
