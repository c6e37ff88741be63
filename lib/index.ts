/** `rx-msnp`: apps, client, server, operators, commands. What else there is has entries of its own: wire, auth, payloads, traces, machines. */

// bytes and frames, as far as commands need them
export type { Limits } from './wire/feed.js'
export { describeFrameError } from './wire/frame.js'
export type { Frame, FrameError } from './wire/frame.js'
export { fromByteText, byteText, bytesOf, toByteText, utf8Bytes, utf8Of } from './wire/text.js'

// commands: the protocol as data
export { codec, describeUnencodable } from './commands/codec.js'
export type { Codec, Decoded, Encodable, Speech, Unencodable } from './commands/codec.js'
export { decode, decodeEnd, decoder, faultOf } from './commands/decoder.js'
export type { Decoder, Reading } from './commands/decoder.js'
export { dialectNamed, dialects } from './commands/dialects.js'
export type { Dialect, DialectFacts, DialectNumber, Feature, SecurityPackage } from './commands/dialects.js'
export { failure } from './commands/failure.js'
export type { Failure } from './commands/failure.js'
export { failureCodes, failureMeaning } from './commands/failures.js'
export type { FailureMeaning } from './commands/failures.js'
export { reference } from './commands/reference.js'
export type { ReferenceEntry } from './commands/reference.js'
export type {
  CommandClass,
  CommandOf,
  DisplayName,
  RowField,
  Fixed,
  Forgiven,
  Oddity,
  Optional,
  PayloadKind,
  Rest,
  CommandRole,
  Row,
  ServerKind,
  Side,
  TailField,
  Unclean,
} from './commands/row.js'
export { rows } from './commands/described.js'
export type { Command, CommandIn, RowId, Verb } from './commands/rows.js'
export type { Commands } from './commands/types.js'
export { dialectOf } from './commands/scope.js'
export type { Hint, Scope } from './commands/scope.js'
export { describeReason } from './commands/undecodable.js'
export type { Reason, Undecodable } from './commands/undecodable.js'

// commands: the words of a line
export {
  capabilityNames,
  Capability,
  Capabilities,
  CapabilityPair,
  clientGeneration,
  ExtendedCapability,
  extendedCapabilityNames,
} from './commands/capabilities.js'
export { Endpoint } from './commands/endpoint.js'
export { readMsnObject, writeMsnObject } from './commands/msnobject.js'
export type { MsnObject } from './commands/msnobject.js'
export type { PhoneKey, PhoneNumber, Property, SwitchKey } from './commands/property.js'
export { escapeAll, Quoted } from './commands/quoted.js'
export type { Odd, Read, Secrecy, unread, Word } from './commands/word.js'
export {
  Address,
  Guid,
  ListBits,
  listBits,
  ListName,
  listsOf,
  NetworkId,
  networks,
  Passport,
  Stamp,
  stamp,
  Status,
  TrId,
} from './commands/words.js'
export type {
  Base64,
  Cookie,
  Count,
  Criterion,
  Digest,
  Flag,
  GroupId,
  Password,
  Proof,
  Serial,
  SessionId,
  Text,
  Ticket,
  Url,
  Version,
} from './commands/words.js'

// messages
export type { Message } from './payloads/message.js'
export type { Personal } from './payloads/personal.js'
export { textMessage } from './payloads/text.js'
export type { TextMessage } from './payloads/text.js'

// client: what a session wants, reports and is
export type { CloseReason, HttpRequest, HttpResponse, Name } from './core/effects.js'
export type { PersistentMap } from './core/persistentMap.js'
export { keptLists } from './client/contacts/kept.js'
export { isEvent } from './client/events.js'
export type { ConversationEnd, Saying, SessionEvent } from './client/events.js'
export {
  addContact,
  describeIntentProblem,
  isIntent,
  openConversation,
  problemOfIntent,
  readIntent,
  say,
  sayTo,
  setName,
  setPersonalMessage,
  setStatus,
  signOut,
  writeIntent,
} from './client/intents/intents.js'
export type { AckType, Intent, IntentProblem, Question, ServiceReply } from './client/intents/intents.js'
export { embedded, escargot, servicesAt } from './client/profile.js'
export type { ServerProfile, Services } from './client/profile.js'
export { isRetriable } from './client/connection/retry.js'
export type { Backoff, FailedAttempt, ReconnectPolicy } from './client/connection/retry.js'
export { describeEnd, describeOutcome, describeRefusal } from './client/outcomes.js'
export type { Dismissal, EndReason, MessageOutcome, Outcome, Refusal } from './client/outcomes.js'
export { describeUnserved } from './client/services/service.js'
export type { ServiceProblem, Unserved } from './client/services/service.js'
export { sessionSettings, spoken } from './client/settings.js'
export type {
  Answering,
  ClientName,
  Deadlines,
  EndpointSettings,
  SessionLimits,
  SessionSettings,
  SessionOptions,
} from './client/settings.js'
export type {
  Account,
  AccountView,
  Circle,
  CircleMember,
  Connection,
  Contact,
  Conversation,
  Group,
  KeptContact,
  KeptLists,
  ListVersion,
  OwnEndpoint,
  Participant,
  Properties,
  SessionState,
} from './client/state.js'

// server: its settings and notices
export type { HostDeadlines, HostLimits } from './host/limits.js'
export type { ClosedBecause, HostNotice, RefusedBecause, SignedOutBecause } from './host/notices.js'
export { servedDialects } from './host/settings.js'
export type { HostAccount, HostAddresses, HostCircle, HostContact, HostSettings } from './host/settings.js'

// streams: operators
export { commands } from './streams/commands.js'
export type { CommandStream } from './streams/commands.js'
export { encoded } from './streams/encoded.js'
export { Fault } from './streams/fold.js'
export { frames } from './streams/frames.js'
export type { Framing } from './streams/frames.js'
export { ofFailure, ofVerb } from './streams/ofVerb.js'
export type { CanCome, CanFail } from './streams/ofVerb.js'
export { run } from './streams/run.js'

// ports: what sessions and servers have of the world
export type { InterpretOptions } from './edges/links.js'
export { memoryNetwork } from './edges/memory.js'
export type { Disturbance, MemoryNetwork, MemoryOptions } from './edges/memory.js'
export { httpGateway } from './edges/transports/http-gateway.js'
export type { GatewaySettings } from './edges/transports/http-gateway.js'
export type { ListenSettings } from './edges/listen-addresses.js'
export type { ListenerEvent, Link, Ports, ConnectionEvent, HttpListenerEvent, HttpRoute } from './streams/ports.js'
export { schedulerOf } from './edges/timers.js'
export { watched } from './edges/debug-log.js'
export type { Tap, TapRecord } from './edges/debug-log.js'

// whole: a client, a server, and what stands between them
export type { App, AppInput, EmitsIntents } from './app.js'
export { client, connect, ready } from './client.js'
export type { Handle, ClientSettings } from './client.js'
export { proxy } from './proxy.js'
export type { ProxyEvent, ProxyOptions, ProxySettings } from './proxy.js'
export { serve, server } from './server.js'
export type { Listening as ServerListening, ServerEvent, ServerHandle, ServerSettings } from './server.js'
export type { Stoppable } from './stopping.js'
