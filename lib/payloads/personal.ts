/** Personal messages and endpoint data: the payloads of UUX and UBX. */
import * as O from 'fp-ts/lib/Option.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { CapabilityPair } from '../commands/capabilities.js'
import { features, isWithin } from '../commands/dialects.js'
import { BracedGuid, Count, Status } from '../commands/words.js'
import { utf8Bytes, utf8Of } from '../wire/text.js'
import { detached } from './detach.js'
import { field, without } from './fields.js'
import {
  Free,
  Integer,
  namesIn,
  eitherWord,
  readRecord,
  spelling,
  upTo,
  writeRecord,
  type RecordOf,
  type Spelling,
  type Table,
} from './record.js'
import {
  childrenNamed,
  leaves,
  problemIn,
  readXml,
  rootIn,
  tag,
  writeLeaves,
  type XmlElement,
  type XmlProblem,
} from './xml.js'

/**
 * What a player or a game shows beside a name.
 *
 * **Shapes** `kind` is `Music`, `Games` or `Office`; `format` has `{0}`, `{1}` and so on for the arguments, which for
 * music are title, artist, album and a content id.
 *
 * **Source** messages.md 2.4
 */
export interface Media {
  readonly application: string
  readonly kind: string
  readonly shown: boolean
  readonly format: string
  readonly arguments: ReadonlyArray<string>
}

// A backslash and a zero, two characters. There is no way to escape them.
const separator = String.raw`\0`

/** Media as text, a backslash and a zero behind each part: `\0Music\01\0{0} - {1}\0Song\0Band\0Record\0\0`. */
export const Media: Spelling<Media> = spelling(
  (text) => {
    const [application = '', kind, flag, format, ...rest] = text.split(separator).map(detached)
    if (kind === undefined || flag === undefined || format === undefined) return O.none
    const values = rest.at(-1) === '' ? rest.slice(0, -1) : rest
    return O.some({ application, kind, shown: flag === '1', format, arguments: values })
  },
  ({ application = '', kind, shown = true, format, arguments: values = [] }) =>
    [application, kind, shown ? '1' : '0', format, ...values]
      .map((part) => part.replaceAll(separator, '/0') + separator)
      .join(''),
)

/** Media as a person reads it: "Song - Band"; nothing where it is not to be shown. */
export const mediaText = ({ shown, format, arguments: values }: Media): string =>
  shown ? format.replace(/\{(\d{1,2})\}/g, (_, index: string) => values[Number(index)] ?? '') : ''

const data = {
  psm: ['PSM', Free, 11],
  media: ['CurrentMedia', Media, 11],
  machineGuid: ['MachineGuid', BracedGuid, 13],
  /** The XML text of an MSN object: a dynamic picture. */
  dynamicPicture: ['DDP', Free, 18],
  /** The XML text of an MSN object. */
  signatureSound: ['SignatureSound', Free, 16],
  /** The XML text of an MSN object. */
  scene: ['Scene', Free, 18],
  colorScheme: ['ColorScheme', Integer, 18],
} satisfies Table

const endpoint = { capabilities: ['Capabilities', CapabilityPair] } satisfies Table

const privateEndpoint = {
  name: ['EpName', Free],
  idle: ['Idle', eitherWord('true', 'false')],
  /** 1 a computer, 2 the web, 3 a mobile, 4 an Xbox. */
  clientType: ['ClientType', Count],
  status: ['State', Status],
} satisfies Table

const identity = { id: ['id', BracedGuid] } satisfies Table

/** An endpoint that an account is signed in at; in what a client says of its own, without an id. */
export interface EndpointData extends RecordOf<typeof identity>, RecordOf<typeof endpoint> {}

/** What only the account itself is told about an endpoint of it. */
export interface PrivateEndpointData extends RecordOf<typeof identity>, RecordOf<typeof privateEndpoint> {}

/**
 * What somebody shows beside a name and a status: the payload of UUX and UBX.
 *
 * **Errors** `problem` tells that the XML is broken, as Escargot's is for MSNP13 to 15; what could be read is there.
 *
 * **Source** messages.md 2.4, core.md 4.6
 */
export interface Personal extends RecordOf<typeof data> {
  readonly endpoints: ReadonlyArray<EndpointData>
  readonly privateEndpoints: ReadonlyArray<PrivateEndpointData>
  readonly problem?: XmlProblem
}

const root = 'Data'
const endpointRoot = 'EndpointData'
const privateRoot = 'PrivateEndpointData'
const names = [root, endpointRoot, privateRoot, ...[data, endpoint, privateEndpoint].flatMap(namesIn)]

const readEndpoint = <T extends Table>(table: T): ((element: XmlElement) => RecordOf<typeof identity> & RecordOf<T>) => {
  const [readIdentity, readRest] = [readRecord(identity), readRecord(table)]
  // Many are kept: a spread with keys behind it gives each a hidden class of its own.
  return (element) => Object.assign(readIdentity(element.attributes), readRest(leaves(element)))
}

// Later dialects send an endpoint as a document of its own.
const endpointsIn =
  (name: string) =>
  (element: XmlElement): ReadonlyArray<XmlElement> =>
    element.name === name ? [element] : childrenNamed(name)(element)

/** Nothing to show. */
export const noPersonal: Personal = { endpoints: [], privateEndpoints: [] }

const readData = readRecord(data)
const readOpen = readEndpoint(endpoint)
const readPrivate = readEndpoint(privateEndpoint)

/** What is made of some; the same list wherever there are none. */
const eachOf = <A>(some: ReadonlyArray<XmlElement>, none: ReadonlyArray<A>, read: (element: XmlElement) => A): ReadonlyArray<A> =>
  some.length === 0 ? none : some.map(read)

/**
 * Reads what somebody shows.
 *
 * **Shapes** the roots `<Data>`, `<EndpointData>` and `<PrivateEndpointData>`; no bytes at all mean that there is
 * nothing to show.
 */
export const readPersonal = (payload: Uint8Array): Personal => {
  if (payload.length === 0) return noPersonal
  const xml = readXml({ names })(utf8Of(payload))
  const element = rootIn(xml)
  return Object.assign(
    readData(leaves(element)),
    {
      endpoints: eachOf(endpointsIn(endpointRoot)(element), noPersonal.endpoints, readOpen),
      privateEndpoints: eachOf(endpointsIn(privateRoot)(element), noPersonal.privateEndpoints, readPrivate),
    },
    problemIn(xml),
  )
}

const writePart =
  <T extends Table>(name: string, table: T) =>
  (part: RecordOf<typeof identity> & RecordOf<T>): string =>
    tag(name, writeRecord(identity)(part))(writeLeaves(writeRecord(table)(part)))

const endpointMarkup = writePart(endpointRoot, endpoint)
const privateEndpointMarkup = writePart(privateRoot, privateEndpoint)

const always = ['PSM', 'CurrentMedia']

/**
 * The payload of what somebody shows, for the dialect of who reads it: elements that it does not know are left out, PSM
 * and CurrentMedia are always there.
 *
 * **Source** messages.md 2.4
 */
export const writePersonal =
  (dialect: number) =>
  (personal: Personal): Uint8Array => {
    const fields = writeRecord(upTo(dialect)(data))(personal)
    const first = always.map(
      (name) =>
        [
          name,
          pipe(
            fields,
            field(name),
            O.getOrElse(() => ''),
          ),
        ] as const,
    )
    const { endpoints: open = [], privateEndpoints: own = [] } = personal
    const endpoints = [...open.map(endpointMarkup), ...own.map(privateEndpointMarkup)]
    const content = writeLeaves([...first, ...without(...always)(fields)])
    return utf8Bytes(tag(root)(content + (isWithin(features.endpoints, { number: dialect }) ? endpoints.join('') : '')))
  }

/** The payload that says what the endpoint that is signed in at can do: a document of its own (MSNP16 and later). */
export const writeEndpointData = flow(endpointMarkup, utf8Bytes)

/** The payload that says what only oneself is told about the endpoint that is signed in at (MSNP16 and later). */
export const writePrivateEndpointData = flow(privateEndpointMarkup, utf8Bytes)
