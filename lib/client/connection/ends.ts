import type { CloseReason, Said } from '../../core/effects.js'
import type { Dismissal, EndReason } from '../outcomes.js'

const said: Readonly<Record<string, Dismissal>> = {
  OTH: 'Elsewhere',
  SSD: 'GoingDown',
  TOU: 'TermsOfUse',
  MIG: 'Migration',
}

/** What the server's `OUT` means (core.md 2.4). */
export const dismissed = (out: Said<'NS', 'OUT'>): EndReason =>
  'minutes' in out
    ? { _tag: 'Dismissed', because: 'Maintenance', minutes: out.minutes }
    : { _tag: 'Dismissed', because: said[out.reason ?? ''] ?? 'Unsaid' }

/** What the end of a connection means for the session that was on it. */
export const lost = (why: CloseReason): EndReason =>
  why._tag === 'Broken' ? { _tag: 'Broken', problem: why.problem } : { _tag: 'Lost', why }
