/** The table of a notification server: what each command, timer and bad line leads to in each phase. */
import type { Undecodable } from '../commands/undecodable.js'
import { inOrder } from '../core/action.js'
import type { Moves } from '../core/machine.js'
import { fail, type HostAction, type ServerEffect } from './action.js'
import { joinCircle, leaveCircle, relayToCircle, signInToCircles } from './circles/membership.js'
import {
  leadingTo,
  type ClientCommand,
  type ConnectionEvents,
  type NotificationContext,
  type SignedInContext,
} from './connection.js'
import { expel } from './disconnect.js'
import { answerPing, countSilence } from './keepalive.js'
import { addContact, addToList } from './lists/add.js'
import { addToLists, lookUpNetworks, removeFromLists } from './lists/adl.js'
import { addGroup, removeGroup, renameGroup } from './lists/groups.js'
import {
  forgetRenames,
  renameAccountOrContact,
  setContactProperty,
  setListening,
  setPrivacy,
  setPrompt,
  setProperty,
} from './lists/properties.js'
import { removeFromList } from './lists/remove.js'
import { sendGroups, sendList, synchronise } from './lists/sync.js'
import { sendFederatedMessage } from './messaging/federated.js'
import { sendNote } from './messaging/notes.js'
import { changeStatus, setPersonal } from './presence/status.js'
import { inviteByMail, inviteByMailWithText, pageMobile, searchDirectory, sendPolicies, sendServicePage } from './services.js'
import { challengeAgain, challengeOnDemand, checkAnswer, expelUnanswered } from './signin/challenge.js'
import { beginSignIn, continueSignIn, refuseSignIn } from './signin/signin.js'
import {
  agreeOnDialect,
  expelSlow,
  listPackages,
  recommendVersion,
  recommendVersionAndClose,
  refuseUndecodable,
  refuseVersion,
  signOut,
} from './signin/versions.js'
import { transferToSwitchboard } from './switchboard/invitations.js'
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
const answerUndecodable = ({ link }: SignedInContext, line: Undecodable): HostAction => {
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

const to = leadingTo<NotificationContext>

/** Another sign-in: to the circles, or one too many. */
const signInFurther = (at: SignedInContext, command: ClientCommand<'NS', 'USR'>): HostAction =>
  command.package === 'SHA' ? signInToCircles(at, command.trid, command.proof) : refuseSignIn(at, command)

/** What happens on a connection to a notification server. */
export const notificationMoves: Moves<NotificationContext, ConnectionEvents<'NS'>, ServerEffect> = {
  Fresh: {
    VER: to('Versioned', 'Querying', 'Gone')(agreeOnDialect),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Fresh', 'Gone')(refuseUndecodable),
  },
  Querying: {
    CVQ: to('Gone')(recommendVersionAndClose),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Querying', 'Gone')(refuseUndecodable),
  },
  Versioned: {
    VER: to('Gone')(refuseVersion),
    CVR: to('Versioned')(recommendVersion),
    INF: to('Versioned')(listPackages),
    USR: to('Introduced', 'Gone')(beginSignIn),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Versioned', 'Gone')(refuseUndecodable),
  },
  Introduced: {
    VER: to('Gone')(refuseVersion),
    CVR: to('Introduced')(recommendVersion),
    INF: to('Introduced')(listPackages),
    USR: to('Introduced', 'SignedIn', 'Gone')(continueSignIn),
    OUT: to('Gone')(signOut),
    EntryOver: to('Gone')(expelSlow),
    Undecodable: to('Introduced', 'Gone')(refuseUndecodable),
  },
  SignedIn: {
    VER: to('Gone')(refuseVersion),
    CVR: to('SignedIn')(recommendVersion),
    USR: to('SignedIn')(signInFurther),
    OUT: to('Gone')(signOut),

    SYN: to('SignedIn')(synchronise),
    LST: to('SignedIn')(sendList),
    LSG: to('SignedIn')(sendGroups),
    ADD: to('SignedIn')(addToList),
    ADC: to('SignedIn')(addContact),
    REM: to('SignedIn')(removeFromList),
    ADG: to('SignedIn')(addGroup),
    RMG: to('SignedIn')(removeGroup),
    REG: to('SignedIn')(renameGroup),
    ADL: to('SignedIn', 'Gone')(addToLists),
    RML: to('SignedIn', 'Gone')(removeFromLists),
    FQY: to('SignedIn', 'Gone')(lookUpNetworks),

    GTC: to('SignedIn')(setPrompt),
    BLP: to('SignedIn')(setPrivacy),
    PRP: to('SignedIn', 'Gone')(setProperty),
    REA: to('SignedIn')(renameAccountOrContact),
    SBP: to('SignedIn')(setContactProperty),
    IMS: to('SignedIn')(setListening),
    Calm: to('SignedIn')(forgetRenames),

    CHG: to('SignedIn')(changeStatus),
    UUX: to('SignedIn', 'Gone')(setPersonal),
    CHL: to('SignedIn')(challengeOnDemand),
    QRY: to('SignedIn', 'Gone')(checkAnswer),
    ChallengeDue: to('SignedIn')(challengeAgain),
    AnswerOver: to('Gone')(expelUnanswered),
    PNG: to('SignedIn')(answerPing),
    Tick: to('SignedIn', 'Gone')(countSilence),

    XFR: to('SignedIn')(transferToSwitchboard),
    URL: to('SignedIn')(sendServicePage),
    SND: to('SignedIn')(inviteByMail),
    SDC: to('SignedIn')(inviteByMailWithText),
    FND: to('SignedIn')(searchDirectory),
    GCF: to('SignedIn')(sendPolicies),
    PAG: to('SignedIn')(pageMobile),
    PGD: to('SignedIn')(pageMobile),
    UUN: to('SignedIn', 'Gone')(sendNote),
    UUM: to('SignedIn', 'Gone')(sendFederatedMessage),
    PUT: to('SignedIn', 'Gone')(joinCircle),
    DEL: to('SignedIn', 'Gone')(leaveCircle),
    SDG: to('SignedIn', 'Gone')(relayToCircle),

    Undecodable: to('SignedIn', 'Gone')(answerUndecodable),
  },
  Gone: {},
}
