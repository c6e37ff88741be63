// wire: octets and frames
export { badLength, defaultLimits, feed, flush, noPayload, start } from './wire/feed.js'
export type { Limits, PayloadRule, Pending } from './wire/feed.js'
export { describeFrameError, wholeLine, write } from './wire/frame.js'
export type { Frame, FrameError } from './wire/frame.js'
export type { Held } from './wire/held.js'
export { percentDecoded, percentEncoding } from './wire/percent.js'
export { fromOctetText, octetText, octetsOf, toOctetText, utf8Octets, utf8Of } from './wire/text.js'

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
export type { Entry } from './commands/reference.js'
export type {
  CommandClass,
  CommandOf,
  DisplayName,
  Field,
  Fixed,
  Forgiven,
  Oddity,
  Optional,
  PayloadKind,
  Rest,
  Row,
  ServerKind,
  Side,
  Tail,
  Unclean,
} from './commands/row.js'
export { rows } from './commands/rows.js'
export type { Command, CommandIn, RowId, Verb } from './commands/rows.js'
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

// payloads
export { chunkLimits, joinChunks, noChunks, splitBody, unjoinedChunks } from './payloads/chunks.js'
export type { Chunk, ChunkArrived, ChunkLimits, Cutting, Joining, SentChunk } from './payloads/chunks.js'
export type { ClientCaps, KeepAlive } from './payloads/clientcaps.js'
export type { Datacast } from './payloads/datacast.js'
export { emoticonsInMessage } from './payloads/emoticon.js'
export type { Emoticon, Emoticons } from './payloads/emoticon.js'
export { field } from './payloads/fields.js'
export type { Fields } from './payloads/fields.js'
export type { Ink } from './payloads/ink.js'
export { applications, disguisePort } from './payloads/invite.js'
export type { Invitation } from './payloads/invite.js'
export { listLimit, readList, splitDomains, splitList, writeList } from './payloads/list.js'
export type { Member, MemberList } from './payloads/list.js'
export type { MailData, MailNotice, OfflineMessage } from './payloads/mail.js'
export { messageOf, mimeOf, readMessage, writeMessage } from './payloads/message.js'
export type { Message, Other } from './payloads/message.js'
export { contentType, header, readMime, typed, writeMime } from './payloads/mime.js'
export type { ContentType, Mime } from './payloads/mime.js'
export { addressBookSite, readNotification, writeNotification } from './payloads/notification.js'
export type { BookChange, Notification } from './payloads/notification.js'
export { readOfflineText, writeOfflineText } from './payloads/offline.js'
export type { OfflineText } from './payloads/offline.js'
export {
  Media,
  mediaText,
  noPersonal,
  readPersonal,
  writeEndpointData,
  writePersonal,
  writePrivateEndpointData,
} from './payloads/personal.js'
export type { EndpointData, Personal, PrivateEndpointData } from './payloads/personal.js'
export { swapPort } from './payloads/profile.js'
export type { Profile } from './payloads/profile.js'
export { Party, readRouted, writeRouted } from './payloads/routing.js'
export type { Routed } from './payloads/routing.js'
export { secret } from './payloads/secret.js'
export type { Misshape } from './payloads/shape.js'
export type { Secret } from './payloads/secret.js'
export type { AddressBook, BookCircle, BookContact, BookGroup, Me } from './payloads/soap/book.js'
export type { ContactChange, GroupAddition, GroupChange, MemberChange, NewContact } from './payloads/soap/changes.js'
export { describeSoapProblem, writeFault } from './payloads/soap/envelope.js'
export type { SoapFault, SoapProblem } from './payloads/soap/envelope.js'
export type { BookHead, Scenario } from './payloads/soap/header.js'
export type { Membership, Memberships, Role } from './payloads/soap/membership.js'
export type { MailHead } from './payloads/soap/offlinemail.js'
export type { StoreHead } from './payloads/soap/offlinestore.js'
export type { Asked, Operation, Service } from './payloads/soap/operation.js'
export { soap } from './payloads/soap/operations.js'
export { writeTickets2 } from './payloads/soap/tickets.js'
export type { IssuedTicket, IssuedTickets, TicketOwner, TicketWish, TicketWishes } from './payloads/soap/tickets.js'
export type { SystemMessage } from './payloads/system.js'
export { cssColour, plainFormat, TextFormat, textMessage } from './payloads/text.js'
export type { Colour, FontKind, TextEffect, TextMessage } from './payloads/text.js'
export { contentTypes } from './payloads/types.js'
export type { Recording, Typing } from './payloads/typing.js'
export { escape as escapeXml, readXml } from './payloads/xml.js'
export type { Xml, XmlElement, XmlOptions, XmlProblem } from './payloads/xml.js'

// auth: pure answers to what a server asks
export { answer, answers, productIn, productNamed, products } from './auth/challenge.js'
export type { KnownProduct, Product } from './auth/challenge.js'
export { digest } from './auth/digest.js'
export { sha1cOf, sha1dOf } from './auth/object.js'
export type { Described } from './auth/object.js'
export { readAuthorization, readLogin, readNexus, writeAuthorization, writeLogin, writeNexus } from './auth/passport.js'
export type {
  Authorization,
  AuthorizationProblem,
  HttpHeaders,
  HttpReply,
  LoginAnswer,
  LoginProblem,
  NexusProblem,
  NotHttps,
  OwnHeaders,
} from './auth/passport.js'
export { sessionKeys, verifyBlob, writeBlob } from './auth/sso.js'
export type { BlobProblem, BlobRefusal, Claim, SessionKeys } from './auth/sso.js'

// machines: lives of a client, as pure reducers
export { moving, stay, to } from './core/machine.js'
export type { Chart, Charted, Machine, Move, Moves, Moving, Step, Tagged } from './core/machine.js'
export { diagram, joinCharts, selfMoves } from './core/chart.js'
export { describeClose } from './core/effects.js'
export type {
  Accepted,
  After,
  Cancel,
  ClientEffect,
  ClientEvent,
  Close,
  Closed,
  CloseReason,
  Dial,
  Draw,
  Drawn,
  Elapsed,
  Fetch,
  Fetched,
  HostEffect,
  HostEvent,
  HttpRequest,
  HttpResponse,
  Name,
  Notify,
  Opened,
  Received,
  Requested,
  Respond,
  Send,
  Stopping,
  Unsayable,
} from './core/effects.js'
export { keptLists } from './client/contacts/kept.js'
export { isEvent } from './client/events.js'
export type { ConversationEnd, Saying, SessionEffect, SessionEvent } from './client/events.js'
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
export { keepingAlive } from './client/connection/keepalive.js'
export type { Keeping } from './client/connection/keepalive.js'
export type { Session, SessionInput } from './client/session/online.js'
export { embedded, escargot, servicesAt } from './client/profile.js'
export type { ServerProfile, Services } from './client/profile.js'
export { describeEnd, describeOutcome, describeRefusal } from './client/outcomes.js'
export type { Dismissal, EndReason, MessageOutcome, Outcome, Refusal } from './client/outcomes.js'
export { describeUnserved } from './client/services/service.js'
export type { ServiceProblem, Unserved } from './client/services/service.js'
export { session } from './client/session/session.js'
export { sessionSettings, spoken } from './client/settings.js'
export type {
  Answering,
  ClientName,
  Deadlines,
  Place,
  SessionLimits,
  SessionSettings,
  Wanted,
} from './client/settings.js'
export { signin } from './client/login/login.js'
export type { SigninStart } from './client/login/login.js'
export type { Signin } from './client/login/state.js'
export type {
  Account,
  Circle,
  CircleMember,
  Connection,
  Contact,
  Conversation,
  Group,
  KeptContact,
  KeptLists,
  ListVersion,
  OwnPlace,
  Person,
  Properties,
  SessionState,
} from './client/state.js'
export { answeringSwitchboard, openingSwitchboard, switchboard } from './client/switchboard/switchboard.js'
export type { SwitchboardMachine } from './client/switchboard/switchboard.js'
export type { SwitchboardOwner } from './client/switchboard/join.js'
export type { Switchboard, SwitchboardEvent, Wish } from './client/switchboard/state.js'
export { syncing } from './client/contacts/sync.js'
export type { Lists, Sync } from './client/contacts/sync.js'
export { ticketing } from './client/login/ticketing.js'
export type { Ticketing } from './client/login/ticketing.js'
export { refusal } from './client/session/intents.js'

// host: a server, as a pure reducer
export { host, hostCharts } from './host/host.js'
export type { HostDeadlines, HostLimits } from './host/limits.js'
export type { ClosedBecause, HostNotice, RefusedBecause, SignedOutBecause } from './host/notices.js'
export { servedDialects } from './host/settings.js'
export type { HostAccount, HostAddresses, HostCircle, HostContact, HostSettings } from './host/settings.js'

// streams: operators
export { commands } from './streams/commands.js'
export type { Listening } from './streams/commands.js'
export { encoded } from './streams/encoded.js'
export { Fault } from './streams/fold.js'
export { frames } from './streams/frames.js'
export type { Framing } from './streams/frames.js'
export { ofFailure, ofVerb } from './streams/ofVerb.js'
export type { CanCome, CanFail } from './streams/ofVerb.js'
export { run } from './streams/run.js'

// traces: recorded traffic
export type { RecordedConnection } from './traces/read/connections.js'
export { describeTraceError, describeTraceNotice } from './traces/format/trace.js'
export { describeDivergence } from './traces/compare/divergence.js'
export type { Divergence } from './traces/compare/divergence.js'
export { headerLine, recordedLine, recordLine, traceReader } from './traces/format/jsonl.js'
export { recordingReader } from './traces/read/reader.js'
export type {
  Finding,
  Recorded,
  RecordingReader,
  TraceError,
  TraceHeader,
  TraceNotice,
  TraceRecord,
} from './traces/format/record.js'
export { relocated } from './traces/scrub/relocate.js'
export type { RenameUrl } from './traces/scrub/relocate.js'
export { rerouting } from './traces/scrub/reroute.js'
export type { Destination, Rename, Rerouting } from './traces/scrub/reroute.js'
export { scrubbing } from './traces/scrub/scrub.js'
export type { Scrubbing, ScrubOptions } from './traces/scrub/scrub.js'
export { sessionsIn } from './traces/read/sessions.js'
export type { RecordedSession } from './traces/read/sessions.js'
export type { Spoken, Talk } from './traces/format/command.js'
export { collected } from './traces/format/trace.js'
export type { Collected, Trace } from './traces/format/trace.js'
export { describeUnplayable } from './traces/read/sessions.js'
export type { Unplayable } from './traces/read/sessions.js'

// edges: what machines have of the world
export { interpretClient, interpretHost } from './edges/interpret.js'
export type { HostEdge } from './edges/interpret.js'
export type { InterpretOptions } from './edges/links.js'
export { memoryNetwork } from './edges/memory.js'
export type { Disturbance, MemoryNetwork, MemoryOptions } from './edges/memory.js'
export type { Places } from './edges/listen-addresses.js'
export type { Knock, Link, Ports, Signal, Visit } from './streams/ports.js'
export { replay } from './edges/replay.js'
export { describeFollowing } from './traces/replay/match.js'
export { recordedServer } from './traces/replay/server.js'
export type { ServingEvent, ServingSettings } from './traces/replay/server.js'
export type { Replay } from './edges/replay.js'
export type { FollowingNotice } from './traces/replay/match.js'
export type { Part, ReplayOptions, ReplayOutcome } from './traces/replay/playback.js'
export type { Played } from './traces/replay/ports.js'
export { recorded } from './edges/record/recording-ports.js'
export type { RecordedPorts, RecordingOptions } from './edges/record/recording-ports.js'
export type { Sink, SinkObserver } from './edges/record/recorder.js'
export { schedulerOf } from './edges/timers.js'
export { watched } from './edges/debug-log.js'
export type { Tap, TapRecord } from './edges/debug-log.js'

// whole: a client, a server, and what stands between them
export type { App, AppInput, EmitsIntents } from './app.js'
export { client, connect, ready } from './client.js'
export type { Handle, SessionWanted } from './client.js'
export { proxy } from './proxy.js'
export type { ProxyEvent, ProxyOptions, ProxySettings } from './proxy.js'
export { serve, server } from './server.js'
export type { Listening as ServerListening, ServerEvent, ServerHandle, ServerSettings } from './server.js'
export type { Stoppable } from './stopping.js'
