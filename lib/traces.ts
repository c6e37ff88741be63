/** `rx-msnp/traces`: recorded traffic: written, read, compared, scrubbed, replayed, served. */
export type { RecordedConnection } from './traces/read/connections.js'
export { describeTraceError, describeTraceNotice, collected } from './traces/format/trace.js'
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
export { sessionsIn, describeUnplayable } from './traces/read/sessions.js'
export type { RecordedSession, Unplayable } from './traces/read/sessions.js'
export type { RecordedCommand, ConnectionCommands } from './traces/format/command.js'
export type { Collected, Trace } from './traces/format/trace.js'
export { replay } from './edges/replay.js'
export { describeFollowing } from './traces/replay/match.js'
export { recordedServer } from './traces/replay/server.js'
export type { ServingEvent, ServingSettings } from './traces/replay/server.js'
export type { Replay } from './edges/replay.js'
export type { FollowingNotice } from './traces/replay/match.js'
export type { ReplayedSession, ReplayOptions, ReplayOutcome } from './traces/replay/playback.js'
export type { Played } from './traces/replay/ports.js'
export { recorded } from './edges/record/recording-ports.js'
export type { RecordedPorts, RecordingOptions } from './edges/record/recording-ports.js'
export type { Sink, SinkObserver } from './edges/record/recorder.js'
export { heardIn } from './traces/watch/heard.js'
export type { At, Exchanged, Heard, Overheard, Where } from './traces/watch/heard.js'
export { changesBetween, describeChange, describeShown, shown } from './traces/watch/shown.js'
export type { ShownState, ShownChange, ShownContact, ShownConversation, ShownSession } from './traces/watch/shown.js'
export { watching } from './traces/watch/watch.js'
export type { ConnectionWatched, Watched, WatchedEffect, Watching } from './traces/watch/watch.js'
