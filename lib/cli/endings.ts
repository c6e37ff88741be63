import type { CloseReason, EndReason, MessageOutcome, Outcome } from '../index.js'
import { exitCode, type ExitCode } from './output.js'

const unconnected = (why: CloseReason | undefined): ExitCode => {
  if (why?._tag === 'TimedOut') return exitCode.late
  return why?._tag === 'Broken' ? exitCode.broken : exitCode.unconnected
}

/** The exit code for the end of a session. */
export const exitOf = (reason: EndReason): ExitCode => {
  switch (reason._tag) {
    case 'SignedOut':
      return exitCode.done
    case 'Unreachable':
    case 'Lost':
    case 'NoTicket':
      return unconnected(reason.why)
    case 'Refused':
    case 'Denied':
    case 'NoCommonDialect':
    case 'Dismissed':
      return exitCode.refused
    case 'Broken':
    case 'Circle':
    case 'TooManyRedirects':
    case 'NoWayIn':
      return exitCode.broken
    case 'NoAnswer':
      return exitCode.late
  }
}

/** The exit code for what became of something that was asked for. */
export const exitOfOutcome = (outcome: Outcome | MessageOutcome): ExitCode => {
  switch (outcome._tag) {
    case 'Done':
    case 'Acknowledged':
    case 'Sent':
      return exitCode.done
    case 'NotDelivered':
    case 'NobodyThere':
    case 'Refused':
    case 'Failed':
    case 'ServiceFailed':
      return exitCode.refused
    case 'Unreadable':
      return exitCode.broken
    case 'TimedOut':
      return exitCode.late
    case 'Closed':
      return exitCode.unconnected
  }
}
