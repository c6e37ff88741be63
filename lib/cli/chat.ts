/** The chat on the command line: the lines that a user types, and the intent of each. */
import * as readline from 'node:readline'

import * as E from 'fp-ts/lib/Either.js'
import { Observable } from 'rxjs'

import {
  addContact,
  type Intent,
  type Message,
  say,
  sayTo,
  type SessionState,
  setName,
  setPersonalMessage,
  setStatus,
  signOut,
  Status,
} from '../index.js'
import { readIntent } from './intent-json.js'
import { sayLive } from './output.js'
import { bound, terminal } from './terminal.js'

/** What a line asks for. */
export type ChatAction =
  | { readonly _tag: 'Do'; readonly intent: Intent }
  | { readonly _tag: 'To'; readonly whom: string }
  | { readonly _tag: 'Show'; readonly what: 'contacts' | 'groups' | 'who' | 'help' }
  | { readonly _tag: 'Wait'; readonly seconds: number }
  | { readonly _tag: 'Nothing' }
  | { readonly _tag: 'Wrong'; readonly problem: string }

/** Where a line is written: `current` is the address or the conversation that plain text goes to. */
export interface ChatContext {
  readonly state: SessionState
  readonly current: string | undefined
}

/** Reads what stands behind a command; `rest` is all of it, `words` are its parts. */
type Reader = (rest: string, words: ReadonlyArray<string>, context: ChatContext) => ChatAction

const act = (intent: Intent): ChatAction => ({ _tag: 'Do', intent })
const wrong = (problem: string): ChatAction => ({ _tag: 'Wrong', problem })
const show =
  (what: Extract<ChatAction, { _tag: 'Show' }>['what']): Reader =>
  () => ({ _tag: 'Show', what })

const isAddress = (word: string | undefined): word is string => word !== undefined && /^[^\s@]+@[^\s@]+$/.test(word)

const toSomebody =
  (order: (passport: string, other: string | undefined) => ChatAction): Reader =>
  (_, [passport, other]) =>
    isAddress(passport) ? order(passport, other) : wrong('it wants an address, such as bob@example.com')

const withText =
  (order: (text: string, context: ChatContext) => ChatAction): Reader =>
  (rest, _, context) =>
    rest === '' ? wrong('it wants a text') : order(rest, context)

/** Says something where plain text goes. */
const speak = (message: string | Message, { state, current }: ChatContext): ChatAction => {
  if (current === undefined) return wrong('to whom? /to ADDRESS begins a conversation')
  if (state.conversations.has(current)) return act(say(current, message))
  return isAddress(current)
    ? act(sayTo(current, message))
    : wrong(`conversation ${current} is over; /to ADDRESS begins another`)
}

/** The conversation that is meant: the one that is named, or the current one, or the one with the current contact. */
const talkIn = ({ state, current }: ChatContext, word: string | undefined): string | undefined => {
  if (word !== undefined) return word
  if (current === undefined || state.conversations.has(current)) return current
  return state.conversations.find(({ phase, participants }) => phase !== 'Ringing' && participants.has(current.toLowerCase()))?.id
}

const inTalk =
  (order: (conversation: string, words: ReadonlyArray<string>) => ChatAction): Reader =>
  (_, words, context) => {
    const conversation = talkIn(context, undefined)
    return conversation === undefined
      ? wrong('there is no conversation; /to ADDRESS begins one')
      : order(conversation, words)
  }

const answer =
  (_tag: 'Accept' | 'Decline'): Reader =>
  (_, [word], { state }) => {
    const conversation = word ?? [...state.conversations.values()].findLast(({ phase }) => phase === 'Ringing')?.id
    return conversation === undefined ? wrong('nobody calls') : act({ _tag, conversation })
  }

interface ChatCommand {
  readonly usage: string
  readonly help: string
  readonly read: Reader
}

/** The commands of the chat, by their names. */
const chatCommands: Readonly<Record<string, ChatCommand>> = {
  to: {
    usage: 'ADDRESS',
    help: 'plain text goes to this contact, or conversation',
    read: (_, [whom], { state }) =>
      whom !== undefined && (isAddress(whom) || state.conversations.has(whom))
        ? { _tag: 'To', whom }
        : wrong('it wants an address, such as bob@example.com, or a conversation that /who shows'),
  },
  say: { usage: 'TEXT', help: 'say a text, even one that begins with /', read: withText(speak) },
  nudge: { usage: '', help: 'shake the window', read: (_, __, context) => speak({ _tag: 'Nudge' }, context) },
  typing: {
    usage: '',
    help: 'tell that you are typing',
    read: (_, __, context) => speak({ _tag: 'Typing', user: context.state.account.passport }, context),
  },
  invite: {
    usage: 'ADDRESS',
    help: 'ask somebody into the conversation',
    read: (rest, words, context) =>
      toSomebody((passport) =>
        inTalk((conversation) => act({ _tag: 'Invite', conversation, passport }))(rest, words, context),
      )(rest, words, context),
  },
  accept: { usage: '[CONVERSATION]', help: 'answer a call', read: answer('Accept') },
  decline: { usage: '[CONVERSATION]', help: 'do not answer a call', read: answer('Decline') },
  leave: {
    usage: '[CONVERSATION]',
    help: 'leave the conversation',
    read: (_, [word], context) => {
      const conversation = talkIn(context, word)
      return conversation === undefined
        ? wrong('there is no conversation to leave')
        : act({ _tag: 'Leave', conversation })
    },
  },
  who: { usage: '', help: 'the conversations, and who is there', read: show('who') },
  status: {
    usage: 'STATUS',
    help: 'one of NLN (online), BSY, IDL, BRB, AWY, PHN, LUN, HDN',
    read: (_, [word]) => {
      const status = word?.toUpperCase()
      return Status.is(status) && status !== 'FLN'
        ? act(setStatus(status))
        : wrong('it wants one of NLN, BSY, IDL, BRB, AWY, PHN, LUN, HDN')
    },
  },
  name: { usage: 'TEXT', help: 'be called so', read: withText((name) => act(setName(name))) },
  psm: { usage: '[TEXT]', help: 'show a text beside the name', read: (rest) => act(setPersonalMessage(rest)) },
  contacts: { usage: '', help: 'the contact list', read: show('contacts') },
  groups: { usage: '', help: 'the groups', read: show('groups') },
  add: {
    usage: 'ADDRESS [GROUP]',
    help: 'put somebody on the contact list',
    read: toSomebody((passport, group) => act(addContact(passport, undefined, group))),
  },
  remove: {
    usage: 'ADDRESS [GROUP]',
    help: 'take somebody off the contact list, or out of a group',
    read: toSomebody((passport, group) =>
      act({ _tag: 'RemoveContact', passport, ...(group === undefined ? {} : { group }) }),
    ),
  },
  block: {
    usage: 'ADDRESS',
    help: 'keep somebody out',
    read: toSomebody((passport) => act({ _tag: 'Block', passport })),
  },
  allow: {
    usage: 'ADDRESS',
    help: 'let somebody in',
    read: toSomebody((passport) => act({ _tag: 'Allow', passport })),
  },
  ping: { usage: '', help: 'ask the server for a sign of life', read: () => act({ _tag: 'Ping' }) },
  send: {
    usage: 'JSON',
    help: 'anything else, as --send has it',
    read: (rest, _, { state }) => {
      const intent = readIntent(state.account.passport)(rest)
      return E.isLeft(intent) ? wrong(intent.left) : act(intent.right)
    },
  },
  wait: {
    usage: 'SECONDS',
    help: 'in a script: wait before the next line',
    read: (_, [word]) => {
      const seconds = Number(word)
      return seconds >= 0 && seconds <= 1e6 ? { _tag: 'Wait', seconds } : wrong('it wants a number of seconds')
    },
  },
  out: { usage: '', help: 'sign out', read: () => act(signOut) },
  help: { usage: '', help: 'this list', read: show('help') },
}

/** The lines of `/help`. */
export const chatHelp: ReadonlyArray<string> = [
  'plain text goes to the current conversation',
  ...Object.entries(chatCommands).map(([name, { usage, help }]) => `${`/${name} ${usage}`.padEnd(24)} ${help}`),
]

/** What a line asks for: a command, if it begins with a slash, or a text to say. */
export const understand = (line: string, context: ChatContext): ChatAction => {
  const text = line.trim()
  if (text === '') return { _tag: 'Nothing' }
  if (!text.startsWith('/')) return speak(text, context)
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(text)!
  const command = Object.hasOwn(chatCommands, name) ? chatCommands[name] : undefined
  if (command === undefined)
    return wrong(`there is no command /${name}; /help lists them, /say says what begins with /`)
  const order = command.read(rest, rest === '' ? [] : rest.split(/\s+/), context)
  return order._tag === 'Wrong' ? wrong(`/${name}: ${order.problem}`) : order
}

/** Standard input as lines, and standard output beside it. */
export interface Prompt {
  /** The lines from now on, to be subscribed to once; at the end of the input it completes. */
  readonly lines: Observable<string>
  /** Says a line above the one that is being written. */
  readonly say: (line: string) => void
  /** Reads no more, whatever is still to come. */
  readonly close: () => void
}

/** Reads standard input; where people sit at both ends, with a prompt, and with the keys of an editor of lines. */
export const prompting = (): Prompt => {
  const { input, output, signals } = terminal()
  const isSeen = input.isTTY === true && output.isTTY === true
  const clear = (): void => {
    readline.cursorTo(output, 0)
    readline.clearLine(output, 0)
  }
  let editor: readline.Interface | undefined

  const lines = new Observable<string>((subscriber) => {
    editor = readline.createInterface({
      input,
      ...(isSeen ? { output, prompt: '> ' } : {}),
      terminal: isSeen,
      crlfDelay: Infinity,
    })
    editor.on('line', (line) => {
      subscriber.next(line)
      if (isSeen) editor?.prompt(true)
    })
    editor.on('close', () => subscriber.complete())
    // The editor takes the keys: what is an interruption elsewhere is only a key here.
    editor.on('SIGINT', () => signals.emit('SIGINT'))
    if (isSeen) editor.prompt()
  })

  return {
    lines,
    say: bound((line) => {
      if (editor === undefined || !isSeen) return sayLive(line)
      clear()
      sayLive(line)
      editor.prompt(true)
    }),
    close: () => {
      if (editor === undefined) return
      if (isSeen) clear()
      editor.close()
      editor = undefined
      // Who has it open at the other end must not keep this program alive.
      input.destroy()
    },
  }
}
