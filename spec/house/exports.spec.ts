import { expect, it } from 'vitest'

import * as auth from '../../lib/auth.js'
import * as node from '../../lib/edges/node.js'
import * as surface from '../../lib/index.js'
import * as machines from '../../lib/machines.js'
import * as payloads from '../../lib/payloads.js'
import * as testing from '../../lib/testing/index.js'
import * as traces from '../../lib/traces.js'
import * as wire from '../../lib/wire.js'

it('rx-msnp exports these values, and no others: about a hundred, which apps, clients and servers are made of', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'Address',
    'Capabilities',
    'Capability',
    'CapabilityPair',
    'Endpoint',
    'ExtendedCapability',
    'Fault',
    'Guid',
    'ListBits',
    'ListName',
    'NetworkId',
    'Passport',
    'Quoted',
    'Stamp',
    'Status',
    'TrId',
    'addContact',
    'capabilityNames',
    'client',
    'clientGeneration',
    'codec',
    'commands',
    'connect',
    'decode',
    'decodeEnd',
    'decoder',
    'describeEnd',
    'describeFrameError',
    'describeIntentProblem',
    'describeOutcome',
    'describeReason',
    'describeRefusal',
    'describeUnencodable',
    'describeUnserved',
    'dialectNamed',
    'dialectOf',
    'dialects',
    'embedded',
    'encoded',
    'escapeAll',
    'escargot',
    'extendedCapabilityNames',
    'failure',
    'failureCodes',
    'failureMeaning',
    'faultOf',
    'frames',
    'fromOctetText',
    'isEvent',
    'isIntent',
    'keptLists',
    'listBits',
    'listsOf',
    'memoryNetwork',
    'networks',
    'octetText',
    'octetsOf',
    'ofFailure',
    'ofVerb',
    'openConversation',
    'problemOfIntent',
    'proxy',
    'readIntent',
    'readMsnObject',
    'ready',
    'reference',
    'rows',
    'run',
    'say',
    'sayTo',
    'schedulerOf',
    'serve',
    'servedDialects',
    'server',
    'servicesAt',
    'sessionSettings',
    'setName',
    'setPersonalMessage',
    'setStatus',
    'signOut',
    'spoken',
    'stamp',
    'textMessage',
    'toOctetText',
    'utf8Octets',
    'utf8Of',
    'watched',
    'writeIntent',
    'writeMsnObject',
  ])
})

it('rx-msnp/wire exports these values, and no others', () => {
  expect(Object.keys(wire).sort()).toEqual([
    'badLength',
    'defaultLimits',
    'feed',
    'flush',
    'noPayload',
    'percentDecoded',
    'percentEncoding',
    'start',
    'wholeLine',
    'write',
  ])
})

it('rx-msnp/auth exports these values, and no others', () => {
  expect(Object.keys(auth).sort()).toEqual([
    'answer',
    'answers',
    'digest',
    'productIn',
    'productNamed',
    'products',
    'readAuthorization',
    'readLogin',
    'readNexus',
    'sessionKeys',
    'sha1cOf',
    'sha1dOf',
    'verifyBlob',
    'writeAuthorization',
    'writeBlob',
    'writeLogin',
    'writeNexus',
  ])
})

it('rx-msnp/payloads exports these values, and no others', () => {
  expect(Object.keys(payloads).sort()).toEqual([
    'Media',
    'Party',
    'TextFormat',
    'addressBookSite',
    'applications',
    'chunkLimits',
    'contentType',
    'contentTypes',
    'cssColour',
    'describeSoapProblem',
    'disguisePort',
    'emoticonsInMessage',
    'escapeXml',
    'field',
    'header',
    'joinChunks',
    'listLimit',
    'mediaText',
    'messageOf',
    'mimeOf',
    'noChunks',
    'noPersonal',
    'plainFormat',
    'readList',
    'readMessage',
    'readMime',
    'readNotification',
    'readOfflineText',
    'readPersonal',
    'readRouted',
    'readXml',
    'secret',
    'soap',
    'splitBody',
    'splitDomains',
    'splitList',
    'swapPort',
    'typed',
    'unjoinedChunks',
    'writeEndpointData',
    'writeFault',
    'writeList',
    'writeMessage',
    'writeMime',
    'writeNotification',
    'writeOfflineText',
    'writePersonal',
    'writePrivateEndpointData',
    'writeRouted',
    'writeTickets2',
  ])
})

it('rx-msnp/traces exports these values, and no others', () => {
  expect(Object.keys(traces).sort()).toEqual([
    'collected',
    'describeDivergence',
    'describeFollowing',
    'describeTraceError',
    'describeTraceNotice',
    'describeUnplayable',
    'headerLine',
    'recordLine',
    'recorded',
    'recordedLine',
    'recordedServer',
    'recordingReader',
    'relocated',
    'replay',
    'rerouting',
    'scrubbing',
    'sessionsIn',
    'traceReader',
  ])
})

it('rx-msnp/machines exports these values, and no others', () => {
  expect(Object.keys(machines).sort()).toEqual([
    'answeringSwitchboard',
    'describeClose',
    'diagram',
    'host',
    'hostCharts',
    'interpretClient',
    'interpretHost',
    'joinCharts',
    'keepingAlive',
    'moving',
    'openingSwitchboard',
    'refusal',
    'selfMoves',
    'session',
    'signin',
    'stay',
    'switchboard',
    'syncing',
    'ticketing',
    'to',
  ])
})

it('every value has one entry', () => {
  const entries: ReadonlyArray<object> = [surface, wire, auth, payloads, traces, machines, node, testing]
  const names = entries.flatMap((entry) => Object.keys(entry))
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

it('rx-msnp/node exports these values, and no others', () => {
  expect(Object.keys(node)).toEqual(['fileSink', 'nodePorts'])
})

it('rx-msnp/testing exports these values, and no others', () => {
  expect(Object.keys(testing).sort()).toEqual([
    'check',
    'connectionCommands',
    'contact',
    'dialogue',
    'event',
    'eventsIn',
    'friends',
    'fromTrace',
    'marbles',
    'matchers',
    'octetsIn',
    'readTrace',
    'said',
    'sessionState',
    'toTrace',
    'virtualServer',
    'wire',
    'writeTrace',
  ])
})
