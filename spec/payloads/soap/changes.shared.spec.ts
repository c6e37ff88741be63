import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import * as changes from '../../../lib/payloads/soap/changes.js'
import { exchanges } from '../../replay/exchanges.js'

describe('the recorded change', () => {
  it('is read on both sides', () => {
    const [recorded] = exchanges('i-abservice.txt').filter(({ action }) => action?.endsWith('/ABContactAdd'))
    expect(changes.addContact.readRequest(recorded!.request)).toMatchObject({
      right: { request: { passport: 'dave@example.com', network: 1 } },
    })
    expect(changes.addContact.readAnswer(recorded!.answer)).toEqual(
      E.right({ id: '00000004-1111-4222-8333-444444444444' }),
    )
  })
})
