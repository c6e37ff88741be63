import { formatVersion, type TraceError, type TraceNotice } from './record.js'

/** What is odd in a recording, and where, in one line. */
export const describeTraceNotice = (notice: TraceNotice): string => {
  switch (notice._tag) {
    case 'CutLine':
      return `line ${notice.line} is not whole, and passed over: whoever wrote it was stopped`
    case 'Contradiction':
      return (
        `the packet at offset ${notice.offset} says something else than those before it ` +
        `at the same place of connection ${notice.connection}: what came first counts`
      )
  }
}

/** Why a recording cannot be read, or not to its end, and where, in one line. It quotes nothing of a trace. */
export const describeTraceError = (error: TraceError): string => {
  switch (error._tag) {
    case 'Empty':
      return 'it is empty: nothing was recorded'
    case 'NoRecording':
      return `no recording: it begins with ${error.found}, not as a trace, a pcap or a pcapng file does`
    case 'NewerFormat':
      return (
        `line ${error.line}: version should be ${formatVersion} or less, and is ${error.version}: ` +
        'a newer rx-msnp reads it'
      )
    case 'BadHeader':
      return `line ${error.line}: no header of a trace: ${error.problem}`
    case 'BadRecord':
      return `line ${error.line}: ${error.problem}`
    case 'UnknownLink':
      return (
        `link type ${error.link} at offset ${error.offset} cannot be read: ` +
        'Ethernet, raw IP, Linux cooked and loopback can'
      )
    case 'BadPacket':
      return `the packet at offset ${error.offset} is damaged: ${error.problem}`
    case 'BadBlock':
      return `the block at offset ${error.offset} is damaged: ${error.problem}`
    case 'Cut':
      return (
        `the file ends in the middle of what begins at offset ${error.offset}: ` +
        `${error.missing === 1 ? '1 octet is' : `${error.missing} octets are`} missing`
      )
  }
}
