import { describe } from 'vitest'

import { describesMessage, payload } from './fixture.js'

describe('the server goes down', () => {
  describesMessage(
    88,
    payload('MIME-Version: 1.0', 'Content-Type: application/x-msmsgssystemmessage', '', 'Type: 1', 'Arg1: 5', ''),
    { _tag: 'SystemMessage', type: 1, argument: 5 },
  )
})
