import { describeUnencodable, type Unencodable } from '../commands/codec.js'
import { describeFrameError, type FrameError } from '../wire/frame.js'

const describe = (reason: FrameError | Unencodable): string => {
  switch (reason._tag) {
    case 'NoSuchCommand':
    case 'BadField':
      return describeUnencodable(reason)
    case 'LineTooLong':
    case 'BadLength':
    case 'PayloadTooLong':
      return describeFrameError(reason)
  }
}

/** The one error that an Observable of this library ends with: it cannot read its octets, or write its commands, on. */
export class Fault extends Error {
  override readonly name = 'Fault'
  constructor(readonly reason: FrameError | Unencodable) {
    super(describe(reason))
  }
}
