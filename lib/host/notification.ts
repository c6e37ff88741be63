import type { Undecodable } from '../commands/undecodable.js'
import { inOrder } from '../core/action.js'
import type { Moves } from '../core/machine.js'
import { fail, type HostAction, type ServerEffect } from './action.js'
import { enterCircles, publish, relayToCircle, unpublish } from './circles/membership.js'
import { leading, type Focus, type Happening, type NotificationFocus, type Said } from './connection.js'
import { expel } from './disconnect.js'
import { pong, tick } from './keepalive.js'
import { add, addContact } from './lists/add.js'
import { findNetworks, takeOffLists, tellLists } from './lists/adl.js'
import { addGroup, removeGroup, renameGroup } from './lists/groups.js'
import {
  calmDown,
  renameSomebody,
  setContactProperty,
  setListening,
  setPrivacy,
  setPrompt,
  setProperty,
} from './lists/properties.js'
import { remove } from './lists/remove.js'
import { list, listGroups, synchronise } from './lists/sync.js'
import { sendToNetwork } from './messaging/federated.js'
import { sendNote } from './messaging/notes.js'
import { changeStatus, setPersonal } from './presence/status.js'
import { find, page, policies, recruit, recruitWithText, sendPage } from './services.js'
import { answer, challengeAgain, challengeOnDemand, unanswered } from './signin/challenge.js'
import { begin, proceed, signInAgain } from './signin/signin.js'
import { agree, agreeAgain, inform, part, recommend, recommendAndClose, stumble, tooSlow } from './signin/versions.js'
import type { SignedIn } from './state.js'
import { giveBoard } from './switchboard/invitations.js'
import { passOverLine, tridOf, wordsOf } from './undecodable.js'

const longestKey = 3

/**
 * What is not understood of somebody who is signed in. Everything is counted; a line with a transaction id is answered.
 *
 * **Errors** 201 bad words; 403 a contact named by address where a GUID is wanted; 502 a verb of other dialects; 715 a
 * property key that is none. What the official servers closed at closes: ADD and REM of RL, a key of more than three
 * letters.
 *
 * **Source** core.md 4.4, 4.7; escargot.md 6, 8
 */
const misread = ({ link }: Focus<SignedIn>, line: Undecodable): HostAction => {
  const { reason } = line
  const [verb = '', , first = '', second = ''] = wordsOf(line)
  const trid = tridOf(line)
  const isKnown = reason._tag === 'NotInDialect' || reason._tag === 'BadWord' || reason._tag === 'MissingWord'
  if (!isKnown || trid === undefined) return passOverLine(link, line)
  const failing = (code: number): HostAction => inOrder(fail(link, code, trid), passOverLine(link, line))
  if (reason._tag === 'NotInDialect') return failing(verb === 'PRP' ? 715 : 502)
  if ((verb === 'ADD' || verb === 'REM') && first === 'RL') return expel(link, 'Unruly')
  if (verb === 'REM' && first === 'FL' && second.includes('@')) return failing(403)
  if (verb === 'PRP' && first !== '') return first.length > longestKey ? expel(link, 'Unruly') : failing(715)
  return failing(verb === 'SDC' ? 503 : 201)
}

const to = leading<NotificationFocus>

/** Another sign-in: to the circles, or one too many. */
const enterMore = (at: Focus<SignedIn>, command: Said<'NS', 'USR'>): HostAction =>
  command.package === 'SHA' ? enterCircles(at, command.trid, command.proof) : signInAgain(at, command)

/** What happens on a connection to a notification server. */
export const notificationMoves: Moves<NotificationFocus, Happening<'NS'>, ServerEffect> = {
  Fresh: {
    VER: to('Versioned', 'Querying', 'Gone')(agree),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Fresh', 'Gone')(stumble),
  },
  Querying: {
    CVQ: to('Gone')(recommendAndClose),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Querying', 'Gone')(stumble),
  },
  Versioned: {
    VER: to('Gone')(agreeAgain),
    CVR: to('Versioned')(recommend),
    INF: to('Versioned')(inform),
    USR: to('Introduced', 'Gone')(begin),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Versioned', 'Gone')(stumble),
  },
  Introduced: {
    VER: to('Gone')(agreeAgain),
    CVR: to('Introduced')(recommend),
    INF: to('Introduced')(inform),
    USR: to('Introduced', 'SignedIn', 'Gone')(proceed),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Introduced', 'Gone')(stumble),
  },
  SignedIn: {
    VER: to('Gone')(agreeAgain),
    CVR: to('SignedIn')(recommend),
    USR: to('SignedIn')(enterMore),
    OUT: to('Gone')(part),

    SYN: to('SignedIn')(synchronise),
    LST: to('SignedIn')(list),
    LSG: to('SignedIn')(listGroups),
    ADD: to('SignedIn')(add),
    ADC: to('SignedIn')(addContact),
    REM: to('SignedIn')(remove),
    ADG: to('SignedIn')(addGroup),
    RMG: to('SignedIn')(removeGroup),
    REG: to('SignedIn')(renameGroup),
    ADL: to('SignedIn', 'Gone')(tellLists),
    RML: to('SignedIn', 'Gone')(takeOffLists),
    FQY: to('SignedIn', 'Gone')(findNetworks),

    GTC: to('SignedIn')(setPrompt),
    BLP: to('SignedIn')(setPrivacy),
    PRP: to('SignedIn', 'Gone')(setProperty),
    REA: to('SignedIn')(renameSomebody),
    SBP: to('SignedIn')(setContactProperty),
    IMS: to('SignedIn')(setListening),
    Calm: to('SignedIn')(calmDown),

    CHG: to('SignedIn')(changeStatus),
    UUX: to('SignedIn', 'Gone')(setPersonal),
    CHL: to('SignedIn')(challengeOnDemand),
    QRY: to('SignedIn', 'Gone')(answer),
    ChallengeDue: to('SignedIn')(challengeAgain),
    AnswerOver: to('Gone')(unanswered),
    PNG: to('SignedIn')(pong),
    Tick: to('SignedIn', 'Gone')(tick),

    XFR: to('SignedIn')(giveBoard),
    URL: to('SignedIn')(page),
    SND: to('SignedIn')(recruit),
    SDC: to('SignedIn')(recruitWithText),
    FND: to('SignedIn')(find),
    GCF: to('SignedIn')(policies),
    PAG: to('SignedIn')(sendPage),
    PGD: to('SignedIn')(sendPage),
    UUN: to('SignedIn', 'Gone')(sendNote),
    UUM: to('SignedIn', 'Gone')(sendToNetwork),
    PUT: to('SignedIn', 'Gone')(publish),
    DEL: to('SignedIn', 'Gone')(unpublish),
    SDG: to('SignedIn', 'Gone')(relayToCircle),

    Undecodable: to('SignedIn', 'Gone')(misread),
  },
  Gone: {},
}
