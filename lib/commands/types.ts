/** The command of each row, plainly typed. Written by `npm run command-types` from the rows: change those. */
import type { CapabilityPair } from './capabilities.js'
import type { Endpoint } from './endpoint.js'
import type { MsnObject } from './msnobject.js'
import type { Property } from './property.js'
import type { Address, Criterion, Stamp, Status } from './words.js'

/**
 * The commands by the names of their rows.
 *
 * **Shapes** `trid` is the transaction id, `payload` the bytes behind the line; `odd` is the line as it came, where writing
 * the command would give another one.
 */
export interface Commands {
  /** The dialects that the client speaks, the one it likes best first; CVR0 closes the list. **Source** core.md 3.1 */
  readonly VerOffer: {
    readonly _tag: 'Normal'
    readonly verb: 'VER'
    readonly trid: number
    readonly offers: ReadonlyArray<string>
    readonly odd?: string
  }
  /** No offered dialect is spoken here; the server closes. **Source** core.md 3.1 */
  readonly VerNone: {
    readonly _tag: 'Normal'
    readonly verb: 'VER'
    readonly trid: number
    readonly none: '0'
    readonly odd?: string
  }
  /**
   * The dialect in force. Until August 2008 the official servers repeated the rest of the offer behind it. **Source**
   * core.md 3.1
   */
  readonly VerChoice: {
    readonly _tag: 'Normal'
    readonly verb: 'VER'
    readonly trid: number
    readonly dialect: string
    readonly others: ReadonlyArray<string>
    readonly odd?: string
  }
  /** The client says what it is and where it runs. **Source** core.md 3.1, 11 */
  readonly Cvr2: {
    readonly _tag: 'Normal'
    readonly verb: 'CVR'
    readonly trid: number
    readonly locale: string
    readonly system: string
    readonly systemVersion: string
    readonly processor: string
    readonly client: string
    readonly clientVersion: string
    readonly odd?: string
  }
  /** The client says what it is and where it runs; with its code. **Source** core.md 3.1 */
  readonly Cvr4: {
    readonly _tag: 'Normal'
    readonly verb: 'CVR'
    readonly trid: number
    readonly locale: string
    readonly system: string
    readonly systemVersion: string
    readonly processor: string
    readonly client: string
    readonly clientVersion: string
    readonly clientCode: string
    readonly odd?: string
  }
  /** The client says what it is and who is going to sign in; must come before USR. **Source** core.md 3.1 */
  readonly Cvr8: {
    readonly _tag: 'Normal'
    readonly verb: 'CVR'
    readonly trid: number
    readonly locale: string
    readonly system: string
    readonly systemVersion: string
    readonly processor: string
    readonly client: string
    readonly clientVersion: string
    readonly clientCode: string
    readonly passport: string
    readonly odd?: string
  }
  /** As before, with the token of the last redirection, or 0. **Source** core.md 3.1, 2.2 */
  readonly Cvr21: {
    readonly _tag: 'Normal'
    readonly verb: 'CVR'
    readonly trid: number
    readonly locale: string
    readonly system: string
    readonly systemVersion: string
    readonly processor: string
    readonly client: string
    readonly clientVersion: string
    readonly clientCode: string
    readonly passport: string
    readonly token?: string
    readonly odd?: string
  }
  /**
   * The versions of the client that the server recommends and insists on, and where to get them. **Source** core.md
   * 3.1; corrections.md
   */
  readonly CvrReply: {
    readonly _tag: 'Normal'
    readonly verb: 'CVR'
    readonly trid: number
    readonly recommended?: string
    readonly alsoRecommended?: string
    readonly minimum?: string
    readonly downloadUrl?: string
    readonly infoUrl?: string
    readonly odd?: string
  }
  /**
   * As CVR, by a client that offered CVR0 alone: it wants to know of new versions and not to sign in. **Source**
   * core.md 3.1
   */
  readonly Cvq: {
    readonly _tag: 'Normal'
    readonly verb: 'CVQ'
    readonly trid: number
    readonly locale: string
    readonly system: string
    readonly systemVersion: string
    readonly processor: string
    readonly client: string
    readonly clientVersion: string
    readonly clientCode?: string
    readonly passport?: string
    readonly odd?: string
  }
  /** As the reply to CVR; the server closes. **Source** core.md 3.1 */
  readonly CvqReply: {
    readonly _tag: 'Normal'
    readonly verb: 'CVQ'
    readonly trid: number
    readonly recommended?: string
    readonly alsoRecommended?: string
    readonly minimum?: string
    readonly downloadUrl?: string
    readonly infoUrl?: string
    readonly odd?: string
  }
  /** Sign in again from VER on, on this very connection. **Source** core.md 2.2 */
  readonly XfrRestart: {
    readonly _tag: 'Async'
    readonly verb: 'XFR'
    readonly to: 'NS'
    readonly restart: '0'
    readonly odd?: string
  }
  /** Move to another notification server, in the middle of a session. **Source** core.md 2.2 */
  readonly XfrUnasked: {
    readonly _tag: 'Async'
    readonly verb: 'XFR'
    readonly to: 'NS'
    readonly address: Address
    readonly more: ReadonlyArray<string>
    readonly odd?: string
  }
  /** Sign in at another notification server. **Source** core.md 2.2 */
  readonly XfrNs2: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'NS'
    readonly address: Address
    readonly odd?: string
  }
  /** Sign in at another notification server. **Source** core.md 2.2 */
  readonly XfrNs3: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'NS'
    readonly address: Address
    readonly odd?: string
  }
  /** Sign in at another notification server; behind it, the server that says so. **Source** core.md 2.2 */
  readonly XfrNs7: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'NS'
    readonly address: Address
    readonly current?: Address
    readonly odd?: string
  }
  /** Sign in at another notification server. **Source** core.md 2.2 */
  readonly XfrNs13: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'NS'
    readonly address: Address
    readonly odd?: string
  }
  /**
   * Sign in at another notification server, through the HTTP gateway if it says G; the token goes into CVR there.
   * **Source** core.md 2.2
   */
  readonly XfrNs21: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'NS'
    readonly address: Address
    readonly way?: 'U' | 'G'
    readonly token?: string
    readonly odd?: string
  }
  /** Asks for a switchboard. **Source** core.md 2.3 */
  readonly XfrSbAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'SB'
    readonly odd?: string
  }
  /** A switchboard, and the cookie that lets in. **Source** core.md 2.3 */
  readonly XfrSb2: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'SB'
    readonly address: Address
    readonly cookie: string
    readonly odd?: string
  }
  /** A switchboard, and the cookie that lets in. **Source** core.md 2.3 */
  readonly XfrSb13: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'SB'
    readonly address: Address
    readonly cookie: string
    readonly domain?: string
    readonly odd?: string
  }
  /**
   * A switchboard, and the cookie that lets in. Sources disagree on the flag; servers write 1, clients pass over it.
   * **Source** core.md 2.3
   */
  readonly XfrSb14: {
    readonly _tag: 'Normal'
    readonly verb: 'XFR'
    readonly trid: number
    readonly to: 'SB'
    readonly address: Address
    readonly cookie: string
    readonly domain?: string
    readonly flag?: '0' | '1'
    readonly odd?: string
  }
  /** Is the connection alive? **Source** core.md 5.5 */
  readonly Png: {
    readonly _tag: 'Async'
    readonly verb: 'PNG'
    readonly odd?: string
  }
  /** It is. **Source** core.md 5.5 */
  readonly Qng2: {
    readonly _tag: 'Async'
    readonly verb: 'QNG'
    readonly odd?: string
  }
  /** It is; the next PNG is due in so many seconds. **Source** core.md 5.5, 10.1 */
  readonly Qng9: {
    readonly _tag: 'Async'
    readonly verb: 'QNG'
    readonly seconds?: number
    readonly odd?: string
  }
  /** The client leaves; the server closes without an answer. **Source** core.md 2.4, 6.6 */
  readonly OutClient: {
    readonly _tag: 'Async'
    readonly verb: 'OUT'
    readonly odd?: string
  }
  /** The server closes for maintenance; sign in again after so many minutes. **Source** core.md 2.4 */
  readonly OutMaintenance: {
    readonly _tag: 'Async'
    readonly verb: 'OUT'
    readonly minutes: number
    readonly odd?: string
  }
  /**
   * The server closes: the account signed in elsewhere (OTH), the server goes down (SSD), moves the lists (MIG), or
   * terms of use wait (TOU). **Source** core.md 2.4
   */
  readonly OutServer: {
    readonly _tag: 'Async'
    readonly verb: 'OUT'
    readonly reason?: 'OTH' | 'SSD' | 'MIG' | 'TOU'
    readonly odd?: string
  }
  /** Which ways of signing in are there? **Source** core.md 3.2 */
  readonly InfAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'INF'
    readonly trid: number
    readonly odd?: string
  }
  /** The security packages that the server accepts. **Source** core.md 3.2 */
  readonly Inf: {
    readonly _tag: 'Normal'
    readonly verb: 'INF'
    readonly trid: number
    readonly packages: ReadonlyArray<string>
    readonly odd?: string
  }
  /** Starts signing in with a clear-text password; test servers of MSNP2 only. **Source** core.md 3.2 */
  readonly UsrCtpStart: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'CTP'
    readonly step: 'I'
    readonly passport: string
    readonly odd?: string
  }
  /** Asks for the clear-text password. **Source** core.md 3.2 */
  readonly UsrCtpAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'CTP'
    readonly step: 'S'
    readonly odd?: string
  }
  /** The password, in the clear. **Source** core.md 3.2 */
  readonly UsrCtpAnswer: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'CTP'
    readonly step: 'S'
    readonly password: string
    readonly odd?: string
  }
  /** Starts signing in by MD5 digest. **Source** core.md 3.2 */
  readonly UsrMd5Start: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'MD5'
    readonly step: 'I'
    readonly passport: string
    readonly odd?: string
  }
  /** The text to be digested together with the password. **Source** core.md 3.2 */
  readonly UsrMd5Challenge: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'MD5'
    readonly step: 'S'
    readonly challenge: string
    readonly odd?: string
  }
  /** The digest of challenge and password. **Source** core.md 3.2 */
  readonly UsrMd5Answer: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'MD5'
    readonly step: 'S'
    readonly digest: string
    readonly odd?: string
  }
  /** Starts signing in by Passport ticket. **Source** core.md 3.3 */
  readonly UsrTwnStart: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'TWN'
    readonly step: 'I'
    readonly passport: string
    readonly odd?: string
  }
  /** What the login server wants to see, to be handed on unchanged. **Source** core.md 3.3 */
  readonly UsrTwnChallenge: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'TWN'
    readonly step: 'S'
    readonly challenge: string
    readonly odd?: string
  }
  /** The ticket of the login server. **Source** core.md 3.3 */
  readonly UsrTwnAnswer: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'TWN'
    readonly step: 'S'
    readonly ticket: string
    readonly odd?: string
  }
  /** Starts single sign-on. **Source** core.md 3.4 */
  readonly UsrSsoStart: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'SSO'
    readonly step: 'I'
    readonly passport: string
    readonly odd?: string
  }
  /**
   * The policy to ask a ticket for, and the nonce to prove it with: 64 characters, used as text. **Source** core.md 3.4
   */
  readonly UsrSsoChallenge: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'SSO'
    readonly step: 'S'
    readonly policy: string
    readonly nonce: string
    readonly odd?: string
  }
  /** The ticket, and the proof that the secret belonging to it is known. **Source** core.md 3.4; escargot.md 3 */
  readonly UsrSsoAnswer15: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'SSO'
    readonly step: 'S'
    readonly ticket: string
    readonly proof?: string
    readonly odd?: string
  }
  /** The ticket, the proof, and the endpoint that is signed in at. **Source** core.md 3.4 */
  readonly UsrSsoAnswer16: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'SSO'
    readonly step: 'S'
    readonly ticket: string
    readonly proof: string
    readonly machineGuid: string
    readonly odd?: string
  }
  /** Signs in to the circles: the ticket of the address book, in Base64. **Source** core.md 3.5 */
  readonly UsrCircle: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly package: 'SHA'
    readonly step: 'A'
    readonly proof: string
    readonly odd?: string
  }
  /** Signed in. **Source** core.md 3.2 */
  readonly UsrOk2: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** Signed in; says whether the address was verified. **Source** core.md 3.2 */
  readonly UsrOk6: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly passport: string
    readonly name: string
    readonly verified?: boolean
    readonly odd?: string
  }
  /** Signed in; says whether the address was verified, and whether it is a child's account. **Source** core.md 3.3 */
  readonly UsrOk8: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly passport: string
    readonly name: string
    readonly verified?: boolean
    readonly restricted?: boolean
    readonly odd?: string
  }
  /**
   * Signed in, or signed in to the circles (MSNP18); the display name comes by other ways. **Source** core.md 3.3, 3.5
   */
  readonly UsrOk10: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly passport: string
    readonly verified?: boolean
    readonly restricted?: boolean
    readonly odd?: string
  }
  /** Signed in, with the display name of older dialects. **Source** core.md 3.3; corrections.md */
  readonly UsrOkNamed10: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly passport: string
    readonly name: string
    readonly verified?: boolean
    readonly restricted?: boolean
    readonly odd?: string
  }
  /** The balance of a mobile account; nothing that a client needs. **Source** core.md 4.10 */
  readonly Sbs: {
    readonly _tag: 'Async'
    readonly verb: 'SBS'
    readonly value: string
    readonly odd?: string
  }
  /** Prove that you are a licensed client. **Source** core.md 5.1 */
  readonly Chl: {
    readonly _tag: 'Async'
    readonly verb: 'CHL'
    readonly challenge: string
    readonly odd?: string
  }
  /** Asks to be challenged. **Source** core.md 5.1 */
  readonly ChlAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'CHL'
    readonly trid: number
    readonly odd?: string
  }
  /** The answer to a challenge: 32 hexadecimal digits. **Source** core.md 5.1 */
  readonly QryAnswer: {
    readonly _tag: 'Payload'
    readonly verb: 'QRY'
    readonly trid: number
    readonly clientId: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** The answer was right. **Source** core.md 5.1 */
  readonly Qry: {
    readonly _tag: 'Normal'
    readonly verb: 'QRY'
    readonly trid: number
    readonly odd?: string
  }
  /**
   * Asks for lists and settings, unless this serial number is still theirs; 0 asks for all. **Source** core.md 4.2, 4.3
   */
  readonly SynAsk2: {
    readonly _tag: 'Normal'
    readonly verb: 'SYN'
    readonly trid: number
    readonly serial: number
    readonly odd?: string
  }
  /**
   * Asks for lists and settings, unless they are as old as these stamps; 0 0 asks for all. **Source** core.md 4.2, 4.3
   */
  readonly SynAsk10: {
    readonly _tag: 'Normal'
    readonly verb: 'SYN'
    readonly trid: number
    readonly contactsChanged: Stamp
    readonly settingsChanged: Stamp
    readonly odd?: string
  }
  /** The serial number of the lists. From MSNP8 on: nothing has changed, and nothing follows. **Source** core.md 4.3 */
  readonly Syn2: {
    readonly _tag: 'Normal'
    readonly verb: 'SYN'
    readonly trid: number
    readonly serial: number
    readonly odd?: string
  }
  /** The serial number of the lists; so many LST and LSG follow. **Source** core.md 4.3 */
  readonly Syn8: {
    readonly _tag: 'Normal'
    readonly verb: 'SYN'
    readonly trid: number
    readonly serial: number
    readonly contacts: number
    readonly groups: number
    readonly odd?: string
  }
  /** The stamps of lists and settings; so many LST and LSG follow. **Source** core.md 4.3 */
  readonly Syn10: {
    readonly _tag: 'Normal'
    readonly verb: 'SYN'
    readonly trid: number
    readonly contactsChanged: Stamp
    readonly settingsChanged: Stamp
    readonly contacts: number
    readonly groups: number
    readonly odd?: string
  }
  /** Nothing has changed, and nothing follows. **Source** core.md 4.3 */
  readonly SynCurrent10: {
    readonly _tag: 'Normal'
    readonly verb: 'SYN'
    readonly trid: number
    readonly contactsChanged: Stamp
    readonly settingsChanged: Stamp
    readonly odd?: string
  }
  /** Asks for one list; switched off by the official servers in 2003. **Source** core.md 4.3 */
  readonly LstAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'LST'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL' | 'RL' | 'PL'
    readonly odd?: string
  }
  /** Asks for the groups. **Source** core.md 4.3 */
  readonly LsgAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'LSG'
    readonly trid: number
    readonly odd?: string
  }
  /** An entry of a list: which of how many; groups on the forward list, from MSNP7 on. **Source** core.md 4.3 */
  readonly Lst2: {
    readonly _tag: 'Normal'
    readonly verb: 'LST'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL' | 'RL' | 'PL'
    readonly serial: number
    readonly index: number
    readonly total: number
    readonly passport: string
    readonly name: string
    readonly groups?: ReadonlyArray<number>
    readonly odd?: string
  }
  /** A list without entries. **Source** core.md 4.3 */
  readonly LstEmpty2: {
    readonly _tag: 'Normal'
    readonly verb: 'LST'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL' | 'RL' | 'PL'
    readonly serial: number
    readonly odd?: string
  }
  /** Somebody, and the lists that he or she is on; groups if on the forward list. **Source** core.md 4.3 */
  readonly Lst8: {
    readonly _tag: 'Async'
    readonly verb: 'LST'
    readonly passport: string
    readonly name: string
    readonly lists: number
    readonly groups?: ReadonlyArray<number>
    readonly odd?: string
  }
  /**
   * Somebody, and the lists that he or she is on. Only entries of the forward list have a GUID and groups. **Source**
   * core.md 4.3; msnp11-login-2008
   */
  readonly Lst10: {
    readonly _tag: 'Async'
    readonly verb: 'LST'
    readonly passport: string
    readonly name?: string
    readonly contactGuid?: string
    readonly lists: number
    readonly groups?: ReadonlyArray<string>
    readonly odd?: string
  }
  /** Somebody, the lists that he or she is on, and the network of the address. **Source** core.md 4.3 */
  readonly Lst12: {
    readonly _tag: 'Async'
    readonly verb: 'LST'
    readonly passport: string
    readonly name?: string
    readonly contactGuid?: string
    readonly lists: number
    readonly network: number
    readonly groups?: ReadonlyArray<string>
    readonly odd?: string
  }
  /** A group: which of how many, its number and name. **Source** core.md 4.3 */
  readonly Lsg7: {
    readonly _tag: 'Normal'
    readonly verb: 'LSG'
    readonly trid: number
    readonly serial: number
    readonly index: number
    readonly total: number
    readonly groupId: number
    readonly name: string
    readonly odd?: string
  }
  /** A group, its number and name. **Source** core.md 4.3 */
  readonly Lsg8: {
    readonly _tag: 'Async'
    readonly verb: 'LSG'
    readonly groupId: number
    readonly name: string
    readonly odd?: string
  }
  /** A group, its name and GUID. **Source** core.md 4.3 */
  readonly Lsg10: {
    readonly _tag: 'Async'
    readonly verb: 'LSG'
    readonly name: string
    readonly groupGuid: string
    readonly odd?: string
  }
  /** Puts somebody on a list, or (MSNP7 and later) into one more group. **Source** core.md 4.7 */
  readonly AddAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'ADD'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL'
    readonly passport: string
    readonly name: string
    readonly groupId?: number
    readonly odd?: string
  }
  /** Somebody added me. **Source** core.md 4.7 */
  readonly AddUnasked: {
    readonly _tag: 'Async'
    readonly verb: 'ADD'
    readonly list: 'RL'
    readonly serial: number
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** Somebody was put on a list. **Source** core.md 4.7 */
  readonly Add: {
    readonly _tag: 'Normal'
    readonly verb: 'ADD'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL' | 'RL' | 'PL'
    readonly serial: number
    readonly passport: string
    readonly name: string
    readonly groupId?: number
    readonly odd?: string
  }
  /** Takes somebody off a list, or out of a group. **Source** core.md 4.7 */
  readonly RemAsk2: {
    readonly _tag: 'Normal'
    readonly verb: 'REM'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL'
    readonly passport: string
    readonly groupId?: number
    readonly odd?: string
  }
  /** Somebody removed me. **Source** core.md 4.7 */
  readonly RemUnasked2: {
    readonly _tag: 'Async'
    readonly verb: 'REM'
    readonly list: 'RL'
    readonly serial: number
    readonly passport: string
    readonly odd?: string
  }
  /** Somebody was taken off a list, or out of a group. **Source** core.md 4.7 */
  readonly Rem2: {
    readonly _tag: 'Normal'
    readonly verb: 'REM'
    readonly trid: number
    readonly list: 'FL' | 'AL' | 'BL' | 'RL' | 'PL'
    readonly serial: number
    readonly passport: string
    readonly groupId?: number
    readonly odd?: string
  }
  /** Adds a contact. **Source** core.md 4.8 */
  readonly AdcAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'ADC'
    readonly trid: number
    readonly list: 'FL'
    readonly passport: string
    readonly name?: string
    readonly odd?: string
  }
  /** Somebody added me. **Source** core.md 4.8 */
  readonly AdcUnasked: {
    readonly _tag: 'Async'
    readonly verb: 'ADC'
    readonly list: 'RL'
    readonly passport: string
    readonly name?: string
    readonly odd?: string
  }
  /** A contact was added, and has this GUID from now on. **Source** core.md 4.8 */
  readonly Adc: {
    readonly _tag: 'Normal'
    readonly verb: 'ADC'
    readonly trid: number
    readonly list: 'FL'
    readonly passport: string
    readonly name: string
    readonly contactGuid: string
    readonly odd?: string
  }
  /**
   * Puts somebody on another list, and says that it was done; RL accepts somebody who waits on PL. **Source** core.md
   * 4.8
   */
  readonly AdcOther: {
    readonly _tag: 'Normal'
    readonly verb: 'ADC'
    readonly trid: number
    readonly list: 'AL' | 'BL' | 'RL'
    readonly passport: string
    readonly odd?: string
  }
  /** Puts a contact into a group, and says that it was done. **Source** core.md 4.8 */
  readonly AdcGroup: {
    readonly _tag: 'Normal'
    readonly verb: 'ADC'
    readonly trid: number
    readonly list: 'FL'
    readonly contactGuid: string
    readonly groupGuid: string
    readonly odd?: string
  }
  /** Removes a contact, or takes it out of a group, and says that it was done. **Source** core.md 4.8 */
  readonly RemFl10: {
    readonly _tag: 'Normal'
    readonly verb: 'REM'
    readonly trid: number
    readonly list: 'FL'
    readonly contactGuid: string
    readonly groupGuid?: string
    readonly odd?: string
  }
  /** Takes somebody off another list, and says that it was done. **Source** core.md 4.8 */
  readonly RemOther10: {
    readonly _tag: 'Normal'
    readonly verb: 'REM'
    readonly trid: number
    readonly list: 'AL' | 'BL' | 'PL'
    readonly passport: string
    readonly odd?: string
  }
  /** Somebody removed me. **Source** core.md 4.8 */
  readonly RemUnasked10: {
    readonly _tag: 'Async'
    readonly verb: 'REM'
    readonly list: 'RL'
    readonly passport: string
    readonly odd?: string
  }
  /** Makes a group. **Source** core.md 4.7 */
  readonly AdgAsk7: {
    readonly _tag: 'Normal'
    readonly verb: 'ADG'
    readonly trid: number
    readonly name: string
    readonly odd?: string
  }
  /** A group was made, and has this number. **Source** core.md 4.7 */
  readonly Adg7: {
    readonly _tag: 'Normal'
    readonly verb: 'ADG'
    readonly trid: number
    readonly serial: number
    readonly name: string
    readonly groupId: number
    readonly odd?: string
  }
  /** Removes a group. **Source** core.md 4.7 */
  readonly RmgAsk7: {
    readonly _tag: 'Normal'
    readonly verb: 'RMG'
    readonly trid: number
    readonly groupId: number
    readonly odd?: string
  }
  /** A group was removed. **Source** core.md 4.7 */
  readonly Rmg7: {
    readonly _tag: 'Normal'
    readonly verb: 'RMG'
    readonly trid: number
    readonly serial: number
    readonly groupId: number
    readonly odd?: string
  }
  /** Renames a group. **Source** core.md 4.7 */
  readonly RegAsk7: {
    readonly _tag: 'Normal'
    readonly verb: 'REG'
    readonly trid: number
    readonly groupId: number
    readonly name: string
    readonly odd?: string
  }
  /** A group was renamed. **Source** core.md 4.7 */
  readonly Reg7: {
    readonly _tag: 'Normal'
    readonly verb: 'REG'
    readonly trid: number
    readonly serial: number
    readonly groupId: number
    readonly name: string
    readonly odd?: string
  }
  /** Makes a group. **Source** core.md 4.8 */
  readonly AdgAsk10: {
    readonly _tag: 'Normal'
    readonly verb: 'ADG'
    readonly trid: number
    readonly name: string
    readonly odd?: string
  }
  /** A group was made, and has this GUID. Escargot writes a 0 behind it. **Source** core.md 4.8 */
  readonly Adg10: {
    readonly _tag: 'Normal'
    readonly verb: 'ADG'
    readonly trid: number
    readonly name: string
    readonly groupGuid: string
    readonly odd?: string
  }
  /** Removes a group; client 7.0 names a group that it made a moment ago by its name. **Source** core.md 4.8 */
  readonly RmgAsk10: {
    readonly _tag: 'Normal'
    readonly verb: 'RMG'
    readonly trid: number
    readonly group: string
    readonly odd?: string
  }
  /** A group was removed. **Source** core.md 4.8 */
  readonly Rmg10: {
    readonly _tag: 'Normal'
    readonly verb: 'RMG'
    readonly trid: number
    readonly groupGuid: string
    readonly odd?: string
  }
  /** A group was removed, as Escargot says it. **Source** core.md 4.8; escargot.md 6 */
  readonly RmgEscargot10: {
    readonly _tag: 'Normal'
    readonly verb: 'RMG'
    readonly trid: number
    readonly groupGuid: string
    readonly odd?: string
  }
  /** Renames a group, and says that it was done. **Source** core.md 4.8 */
  readonly Reg10: {
    readonly _tag: 'Normal'
    readonly verb: 'REG'
    readonly trid: number
    readonly groupGuid: string
    readonly name: string
    readonly odd?: string
  }
  /** A group was renamed, as Escargot says it. **Source** core.md 4.8; escargot.md 6 */
  readonly RegEscargot10: {
    readonly _tag: 'Normal'
    readonly verb: 'REG'
    readonly trid: number
    readonly name: string
    readonly groupGuid: string
    readonly odd?: string
  }
  /** Tells the server the contact list, or puts somebody on lists. **Source** core.md 4.9 */
  readonly AdlAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'ADL'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was done. **Source** core.md 4.9 */
  readonly AdlOk: {
    readonly _tag: 'Normal'
    readonly verb: 'ADL'
    readonly trid: number
    readonly outcome: 'OK'
    readonly odd?: string
  }
  /** Somebody added me. **Source** core.md 4.9 */
  readonly Adl: {
    readonly _tag: 'Payload'
    readonly verb: 'ADL'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Takes somebody off lists. **Source** core.md 4.9 */
  readonly RmlAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'RML'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was done. **Source** core.md 4.9 */
  readonly RmlOk: {
    readonly _tag: 'Normal'
    readonly verb: 'RML'
    readonly trid: number
    readonly outcome: 'OK'
    readonly odd?: string
  }
  /** Somebody removed me. **Source** core.md 4.9 */
  readonly Rml: {
    readonly _tag: 'Payload'
    readonly verb: 'RML'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Asks on which networks an address exists, and the answer; there can be several. **Source** core.md 4.9 */
  readonly Fqy: {
    readonly _tag: 'Payload'
    readonly verb: 'FQY'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Whether to be asked when somebody adds me: ask (A), never (N). **Source** core.md 4.1, 4.4 */
  readonly GtcAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'GTC'
    readonly trid: number
    readonly setting: 'A' | 'N'
    readonly odd?: string
  }
  /** The setting, and the serial number that its change gave the lists. **Source** core.md 4.3, 4.4 */
  readonly Gtc2: {
    readonly _tag: 'Normal'
    readonly verb: 'GTC'
    readonly trid: number
    readonly serial: number
    readonly setting: 'A' | 'N'
    readonly odd?: string
  }
  /** Whether to be asked when somebody adds me, and the answer that it was set. **Source** core.md 4.4 */
  readonly Gtc10: {
    readonly _tag: 'Normal'
    readonly verb: 'GTC'
    readonly trid: number
    readonly setting: 'A' | 'N'
    readonly odd?: string
  }
  /** The setting, among what follows SYN. **Source** core.md 4.3 */
  readonly GtcListed: {
    readonly _tag: 'Async'
    readonly verb: 'GTC'
    readonly setting: 'A' | 'N'
    readonly odd?: string
  }
  /** How to treat accounts on neither list: allow (AL), block (BL). **Source** core.md 4.1, 4.4 */
  readonly BlpAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'BLP'
    readonly trid: number
    readonly setting: 'AL' | 'BL'
    readonly odd?: string
  }
  /** The setting, and the serial number that its change gave the lists. **Source** core.md 4.3, 4.4 */
  readonly Blp2: {
    readonly _tag: 'Normal'
    readonly verb: 'BLP'
    readonly trid: number
    readonly serial: number
    readonly setting: 'AL' | 'BL'
    readonly odd?: string
  }
  /** How to treat accounts on neither list, and the answer that it was set. **Source** core.md 4.4 */
  readonly Blp10: {
    readonly _tag: 'Normal'
    readonly verb: 'BLP'
    readonly trid: number
    readonly setting: 'AL' | 'BL'
    readonly odd?: string
  }
  /** The setting, among what follows SYN. **Source** core.md 4.3 */
  readonly BlpListed: {
    readonly _tag: 'Async'
    readonly verb: 'BLP'
    readonly setting: 'AL' | 'BL'
    readonly odd?: string
  }
  /** Sets a property of mine, or clears it. **Source** core.md 4.4 */
  readonly PrpAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'PRP'
    readonly trid: number
    readonly property: Property
    readonly odd?: string
  }
  /** A property of mine, and the serial number that its change gave the lists. **Source** core.md 4.3, 4.4 */
  readonly Prp5: {
    readonly _tag: 'Normal'
    readonly verb: 'PRP'
    readonly trid: number
    readonly serial: number
    readonly property: Property
    readonly odd?: string
  }
  /** Sets a property of mine or clears it, and the answer that it was done. **Source** core.md 4.4 */
  readonly Prp10: {
    readonly _tag: 'Normal'
    readonly verb: 'PRP'
    readonly trid: number
    readonly property: Property
    readonly odd?: string
  }
  /**
   * A property of mine among what follows SYN, as Escargot says it: without transaction id. **Source** core.md 4.3;
   * escargot.md 6
   */
  readonly PrpListed5: {
    readonly _tag: 'Async'
    readonly verb: 'PRP'
    readonly serial: number
    readonly property: Property
    readonly odd?: string
  }
  /** A property of mine, among what follows SYN. **Source** core.md 4.3 */
  readonly PrpListed8: {
    readonly _tag: 'Async'
    readonly verb: 'PRP'
    readonly property: Property
    readonly odd?: string
  }
  /** A property of the contact in the LST before it. **Source** core.md 4.3; msnp11-login-2008 */
  readonly BprListed8: {
    readonly _tag: 'Async'
    readonly verb: 'BPR'
    readonly property: Property
    readonly odd?: string
  }
  /** A property of a contact, and the serial number of that contact's lists. **Source** core.md 4.3, 4.4 */
  readonly Bpr5: {
    readonly _tag: 'Async'
    readonly verb: 'BPR'
    readonly serial: number
    readonly passport: string
    readonly property: Property
    readonly odd?: string
  }
  /** A property of a contact. **Source** core.md 4.4 */
  readonly Bpr10: {
    readonly _tag: 'Async'
    readonly verb: 'BPR'
    readonly passport: string
    readonly property: Property
    readonly odd?: string
  }
  /** Renames me, or a contact in my list. **Source** core.md 4.4 */
  readonly ReaAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'REA'
    readonly trid: number
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** The new name. **Source** core.md 4.4 */
  readonly Rea: {
    readonly _tag: 'Normal'
    readonly verb: 'REA'
    readonly trid: number
    readonly serial: number
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** Sets a property of a contact in my list, and says that it was done. **Source** core.md 4.4, 4.8 */
  readonly Sbp: {
    readonly _tag: 'Normal'
    readonly verb: 'SBP'
    readonly trid: number
    readonly contactGuid: string
    readonly property: Property
    readonly odd?: string
  }
  /** Takes messages from others, or not. **Source** core.md 4.10 */
  readonly ImsAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'IMS'
    readonly trid: number
    readonly setting: 'ON' | 'OFF'
    readonly odd?: string
  }
  /** It was set. **Source** core.md 4.10 */
  readonly Ims: {
    readonly _tag: 'Normal'
    readonly verb: 'IMS'
    readonly trid: number
    readonly serial: number
    readonly setting: 'ON' | 'OFF'
    readonly odd?: string
  }
  /** The server takes me offline. **Source** core.md 1.3 */
  readonly ChgForced: {
    readonly _tag: 'Async'
    readonly verb: 'CHG'
    readonly status: 'FLN'
    readonly odd?: string
  }
  /** My status, and the echo of it. **Source** core.md 4.5 */
  readonly Chg2: {
    readonly _tag: 'Normal'
    readonly verb: 'CHG'
    readonly trid: number
    readonly status: 'FLN' | 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN'
    readonly odd?: string
  }
  /** My status and what my client can do, and the echo of it. **Source** core.md 4.5; corrections.md */
  readonly Chg8: {
    readonly _tag: 'Normal'
    readonly verb: 'CHG'
    readonly trid: number
    readonly status: 'FLN' | 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN'
    readonly capabilities?: number
    readonly odd?: string
  }
  /** My status, what my client can do, and my picture; and the echo of it. **Source** core.md 4.5 */
  readonly Chg9: {
    readonly _tag: 'Normal'
    readonly verb: 'CHG'
    readonly trid: number
    readonly status: 'FLN' | 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN'
    readonly capabilities?: number
    readonly object?: MsnObject
    readonly odd?: string
  }
  /**
   * My status, what my client can do in two numbers, and my picture or 0; and the echo of it. **Source** core.md 4.5
   */
  readonly Chg16: {
    readonly _tag: 'Normal'
    readonly verb: 'CHG'
    readonly trid: number
    readonly status: 'FLN' | 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN'
    readonly capabilities?: CapabilityPair
    readonly object?: MsnObject
    readonly odd?: string
  }
  /** A contact who was online before me. The transaction id is that of CHG or ADD, or 0. **Source** core.md 4.5 */
  readonly Iln2: {
    readonly _tag: 'Normal'
    readonly verb: 'ILN'
    readonly trid: number
    readonly status: Status
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** A contact who was online before me; with capabilities. **Source** core.md 4.5 */
  readonly Iln8: {
    readonly _tag: 'Normal'
    readonly verb: 'ILN'
    readonly trid: number
    readonly status: Status
    readonly passport: string
    readonly name: string
    readonly capabilities?: number
    readonly odd?: string
  }
  /** A contact who was online before me; with capabilities and picture. **Source** core.md 4.5; msnp11-login-2008 */
  readonly Iln9: {
    readonly _tag: 'Normal'
    readonly verb: 'ILN'
    readonly trid: number
    readonly status: Status
    readonly passport: string
    readonly name: string
    readonly capabilities?: number
    readonly object?: MsnObject
    readonly odd?: string
  }
  /** A contact who was online before me; with network, and an icon for some networks. **Source** core.md 4.5 */
  readonly Iln14: {
    readonly _tag: 'Normal'
    readonly verb: 'ILN'
    readonly trid: number
    readonly status: Status
    readonly passport: string
    readonly network: number
    readonly name: string
    readonly capabilities?: number
    readonly object?: MsnObject
    readonly iconUrl?: string
    readonly odd?: string
  }
  /** A contact who was online before me; with capabilities in two numbers. **Source** core.md 4.5 */
  readonly Iln16: {
    readonly _tag: 'Normal'
    readonly verb: 'ILN'
    readonly trid: number
    readonly status: Status
    readonly passport: string
    readonly network: number
    readonly name: string
    readonly capabilities?: CapabilityPair
    readonly object?: MsnObject
    readonly iconUrl?: string
    readonly odd?: string
  }
  /**
   * A contact who was online before me. Sources disagree whether MSNP18 says it by ILN or by NLN. **Source** core.md
   * 4.5
   */
  readonly Iln18: {
    readonly _tag: 'Normal'
    readonly verb: 'ILN'
    readonly trid: number
    readonly status: Status
    readonly contact: Endpoint
    readonly name: string
    readonly capabilities?: CapabilityPair
    readonly object?: MsnObject
    readonly iconUrl?: string
    readonly odd?: string
  }
  /** A contact comes online, or changes status or name. **Source** core.md 4.5 */
  readonly Nln2: {
    readonly _tag: 'Async'
    readonly verb: 'NLN'
    readonly status: Status
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** A contact comes online, or changes status, name or capabilities. **Source** core.md 4.5 */
  readonly Nln8: {
    readonly _tag: 'Async'
    readonly verb: 'NLN'
    readonly status: Status
    readonly passport: string
    readonly name: string
    readonly capabilities?: number
    readonly odd?: string
  }
  /** A contact comes online, or changes status, name, capabilities or picture. **Source** core.md 4.5; msnp11-2005 */
  readonly Nln9: {
    readonly _tag: 'Async'
    readonly verb: 'NLN'
    readonly status: Status
    readonly passport: string
    readonly name: string
    readonly capabilities?: number
    readonly object?: MsnObject
    readonly odd?: string
  }
  /** A contact comes online or changes; with network, and an icon for some networks. **Source** core.md 4.5 */
  readonly Nln14: {
    readonly _tag: 'Async'
    readonly verb: 'NLN'
    readonly status: Status
    readonly passport: string
    readonly network: number
    readonly name: string
    readonly capabilities?: number
    readonly object?: MsnObject
    readonly iconUrl?: string
    readonly odd?: string
  }
  /**
   * A contact, or an endpoint of my own, comes online or changes; with capabilities in two numbers. **Source** core.md
   * 4.5
   */
  readonly Nln16: {
    readonly _tag: 'Async'
    readonly verb: 'NLN'
    readonly status: Status
    readonly passport: string
    readonly network: number
    readonly name: string
    readonly capabilities?: CapabilityPair
    readonly object?: MsnObject
    readonly iconUrl?: string
    readonly odd?: string
  }
  /**
   * A contact, an endpoint of my own, or a member of a circle comes online or changes. Sources disagree whether this
   * begins with MSNP16 or 18. **Source** core.md 4.5; login-openings
   */
  readonly Nln18: {
    readonly _tag: 'Async'
    readonly verb: 'NLN'
    readonly status: Status
    readonly contact: Endpoint
    readonly name: string
    readonly capabilities?: CapabilityPair
    readonly object?: MsnObject
    readonly iconUrl?: string
    readonly odd?: string
  }
  /** A contact goes offline, or hides. **Source** core.md 4.5 */
  readonly Fln2: {
    readonly _tag: 'Async'
    readonly verb: 'FLN'
    readonly passport: string
    readonly odd?: string
  }
  /** A contact goes offline; with network. **Source** core.md 4.5 */
  readonly Fln14: {
    readonly _tag: 'Async'
    readonly verb: 'FLN'
    readonly passport: string
    readonly network: number
    readonly capabilities?: number
    readonly iconUrl?: string
    readonly odd?: string
  }
  /** A contact goes offline; with capabilities in two numbers. **Source** core.md 4.5 */
  readonly Fln16: {
    readonly _tag: 'Async'
    readonly verb: 'FLN'
    readonly passport: string
    readonly network: number
    readonly capabilities?: CapabilityPair
    readonly odd?: string
  }
  /** A contact goes offline. **Source** core.md 4.5 */
  readonly Fln18: {
    readonly _tag: 'Async'
    readonly verb: 'FLN'
    readonly contact: Endpoint
    readonly capabilities?: CapabilityPair
    readonly odd?: string
  }
  /** My personal message, what I listen to, and (later) my endpoints. **Source** core.md 4.6 */
  readonly UuxAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'UUX'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was taken; the payload is empty, and some servers leave its length out. **Source** core.md 4.6, 1.8 */
  readonly Uux: {
    readonly _tag: 'Payload'
    readonly verb: 'UUX'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** The personal message of a contact; empty if there is none. **Source** core.md 4.6; msnp11-login-2008 */
  readonly Ubx11: {
    readonly _tag: 'Payload'
    readonly verb: 'UBX'
    readonly passport: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** The personal message of a contact; with network. **Source** core.md 4.6 */
  readonly Ubx14: {
    readonly _tag: 'Payload'
    readonly verb: 'UBX'
    readonly passport: string
    readonly network: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** The personal message and the endpoints of a contact, or of my own. **Source** core.md 4.6; login-openings */
  readonly Ubx18: {
    readonly _tag: 'Payload'
    readonly verb: 'UBX'
    readonly contact: Endpoint
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /**
   * A notice of the server itself: profile, mail, maintenance. Sender and name are both Hotmail. **Source** core.md 3.8
   */
  readonly MsgNotice: {
    readonly _tag: 'Payload'
    readonly verb: 'MSG'
    readonly sender: string
    readonly name: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** An alert of some service; from MSNP13 on also: the address book has changed. **Source** core.md 4.10 */
  readonly Not: {
    readonly _tag: 'Payload'
    readonly verb: 'NOT'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Listed as a payload command by one server; no client is known to send it. **Source** core.md 1.5 */
  readonly NotClient: {
    readonly _tag: 'Payload'
    readonly verb: 'NOT'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** A page from a mobile telephone. **Source** core.md 4.10 */
  readonly Ipg: {
    readonly _tag: 'Payload'
    readonly verb: 'IPG'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Sends a page to a contact's mobile telephone. **Source** core.md 4.10 */
  readonly PagAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'PAG'
    readonly trid: number
    readonly passport: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** A page that comes in; named by two clients and never seen. **Source** core.md 1.5 */
  readonly Pag: {
    readonly _tag: 'Payload'
    readonly verb: 'PAG'
    readonly trid: number
    readonly passport: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Sends a page to a mobile telephone (type 1) or a watch (type 2). **Source** core.md 4.10 */
  readonly PgdAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'PGD'
    readonly trid: number
    readonly to: string
    readonly type: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** What becomes of a page; its words are not known. **Source** core.md 11 */
  readonly Pgd: {
    readonly _tag: 'Normal'
    readonly verb: 'PGD'
    readonly trid: number
    readonly more: ReadonlyArray<string>
    readonly odd?: string
  }
  /** Asks for a policy file; clients stopped at MSNP13. **Source** core.md 4.10 */
  readonly GcfAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'GCF'
    readonly trid: number
    readonly file: string
    readonly odd?: string
  }
  /** The policies, sent unasked while signing in. **Source** core.md 3.3, 4.10 */
  readonly GcfPush: {
    readonly _tag: 'Payload'
    readonly verb: 'GCF'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** The policy file that was asked for. **Source** core.md 4.10; escargot.md 6 */
  readonly Gcf: {
    readonly _tag: 'Payload'
    readonly verb: 'GCF'
    readonly trid: number
    readonly file: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Asks for the page of a service: INBOX, COMPOSE, PROFILE and others. **Source** core.md 4.10 */
  readonly UrlAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'URL'
    readonly trid: number
    readonly service: string
    readonly arguments: ReadonlyArray<string>
    readonly odd?: string
  }
  /** The page, and where to sign in to it. **Source** core.md 4.10 */
  readonly Url2: {
    readonly _tag: 'Normal'
    readonly verb: 'URL'
    readonly trid: number
    readonly path: string
    readonly postUrl: string
    readonly siteId?: number
    readonly odd?: string
  }
  /** The page, where to sign in to it, and the number of the site. **Source** core.md 4.10 */
  readonly Url3: {
    readonly _tag: 'Normal'
    readonly verb: 'URL'
    readonly trid: number
    readonly path: string
    readonly postUrl: string
    readonly siteId: number
    readonly odd?: string
  }
  /** Has an invitation to the service sent by e-mail. **Source** core.md 4.10 */
  readonly SndAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'SND'
    readonly trid: number
    readonly passport: string
    readonly locale?: string
    readonly client?: string
    readonly clientCode?: string
    readonly odd?: string
  }
  /** It was sent. **Source** core.md 4.10 */
  readonly Snd: {
    readonly _tag: 'Normal'
    readonly verb: 'SND'
    readonly trid: number
    readonly outcome: 'OK'
    readonly odd?: string
  }
  /** Has an invitation sent by e-mail, with a text of one’s own. **Source** core.md 4.10 */
  readonly SdcAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'SDC'
    readonly trid: number
    readonly passport: string
    readonly locale: string
    readonly client: string
    readonly clientCode: string
    readonly name: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was sent. **Source** core.md 4.10 */
  readonly Sdc: {
    readonly _tag: 'Normal'
    readonly verb: 'SDC'
    readonly trid: number
    readonly outcome: 'OK'
    readonly odd?: string
  }
  /** Searches the member directory. **Source** core.md 4.10 */
  readonly FndAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'FND'
    readonly trid: number
    readonly criteria: ReadonlyArray<Criterion>
    readonly odd?: string
  }
  /** Somebody who was found: which of how many; 0 of 0 if nobody was. **Source** core.md 4.10 */
  readonly Fnd: {
    readonly _tag: 'Normal'
    readonly verb: 'FND'
    readonly trid: number
    readonly index: number
    readonly total: number
    readonly criteria: ReadonlyArray<Criterion>
    readonly odd?: string
  }
  /**
   * Sends a note to a contact, or to an endpoint of mine, by way of the notification server. **Source** core.md 4.10
   */
  readonly UunAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'UUN'
    readonly trid: number
    readonly to: Endpoint
    readonly type: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was handed on. **Source** core.md 4.10 */
  readonly Uun: {
    readonly _tag: 'Normal'
    readonly verb: 'UUN'
    readonly trid: number
    readonly outcome: 'OK'
    readonly odd?: string
  }
  /** A note from somebody. **Source** core.md 4.10 */
  readonly Ubn: {
    readonly _tag: 'Payload'
    readonly verb: 'UBN'
    readonly sender: Endpoint
    readonly type: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /**
   * A message to somebody on another network, or offline: text (1), typing (2), nudge (3). **Source** core.md 4.10;
   * messages.md 5.1
   */
  readonly Uum: {
    readonly _tag: 'Payload'
    readonly verb: 'UUM'
    readonly trid: number
    readonly passport: string
    readonly network: number
    readonly type: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** A message from somebody on another network. **Source** core.md 4.10; login-openings */
  readonly Ubm: {
    readonly _tag: 'Payload'
    readonly verb: 'UBM'
    readonly passport: string
    readonly network: number
    readonly to: string
    readonly toNetwork: number
    readonly type: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** A message from somebody on another network, without saying to whom. **Source** messages.md 5.1 */
  readonly UbmShort: {
    readonly _tag: 'Payload'
    readonly verb: 'UBM'
    readonly passport: string
    readonly network: number
    readonly type: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Load the contact list again. **Source** core.md 4.10 */
  readonly Rfs: {
    readonly _tag: 'Async'
    readonly verb: 'RFS'
    readonly more: ReadonlyArray<string>
    readonly odd?: string
  }
  /** Not known; one source lists it. **Source** core.md 4.10 */
  readonly Lkp: {
    readonly _tag: 'Normal'
    readonly verb: 'LKP'
    readonly trid: number
    readonly more: ReadonlyArray<string>
    readonly odd?: string
  }
  /** Reports abuse by somebody. **Source** core.md 4.10 */
  readonly Vas: {
    readonly _tag: 'Payload'
    readonly verb: 'VAS'
    readonly trid: number
    readonly passport: string
    readonly first: string
    readonly second: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Publishes something: that I am in a circle, or (MSNP21) my presence. **Source** core.md 3.6; messages.md 5.3 */
  readonly PutAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'PUT'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was published; the payload is usually empty. **Source** core.md 1.5 */
  readonly Put: {
    readonly _tag: 'Payload'
    readonly verb: 'PUT'
    readonly trid: number
    readonly outcome: 'OK'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Takes back what was published. **Source** core.md 1.5 */
  readonly DelAsk: {
    readonly _tag: 'Payload'
    readonly verb: 'DEL'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** It was taken back. **Source** core.md 1.5, 11 */
  readonly Del: {
    readonly _tag: 'Payload'
    readonly verb: 'DEL'
    readonly trid: number
    readonly outcome: 'OK'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Something was published, or taken back. **Source** core.md 1.5; messages.md 5.3 */
  readonly Nfy: {
    readonly _tag: 'Payload'
    readonly verb: 'NFY'
    readonly operation: 'PUT' | 'DEL'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /**
   * A message to or from a circle or (MSNP21) anybody, by way of the notification server. **Source** core.md 1.5;
   * messages.md 5.3
   */
  readonly Sdg: {
    readonly _tag: 'Payload'
    readonly verb: 'SDG'
    readonly trid: number
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** Somebody invites me to a switchboard. **Source** core.md 6.2 */
  readonly Rng2: {
    readonly _tag: 'Async'
    readonly verb: 'RNG'
    readonly sessionId: string
    readonly address: Address
    readonly cookie: string
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** Somebody invites me to a switchboard. **Source** core.md 6.2 */
  readonly Rng13: {
    readonly _tag: 'Async'
    readonly verb: 'RNG'
    readonly sessionId: string
    readonly address: Address
    readonly cookie: string
    readonly passport: string
    readonly name: string
    readonly domain?: string
    readonly odd?: string
  }
  /**
   * Somebody invites me to a switchboard. Sources disagree on the flag; servers write 1, clients pass over it.
   * **Source** core.md 6.2
   */
  readonly Rng14: {
    readonly _tag: 'Async'
    readonly verb: 'RNG'
    readonly sessionId: string
    readonly address: Address
    readonly cookie: string
    readonly passport: string
    readonly name: string
    readonly domain?: string
    readonly flag?: '0' | '1'
    readonly odd?: string
  }
  /** Enters the switchboard that was asked for. **Source** core.md 6.1 */
  readonly Usr2: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly passport: string
    readonly cookie: string
    readonly odd?: string
  }
  /** Enters the switchboard that was asked for, from one endpoint. **Source** core.md 6.3 */
  readonly Usr16: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly endpoint: Endpoint
    readonly cookie: string
    readonly odd?: string
  }
  /** Entered. **Source** core.md 6.1 */
  readonly UsrEntered2: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** Entered, from one endpoint. **Source** core.md 6.3 */
  readonly UsrEntered16: {
    readonly _tag: 'Normal'
    readonly verb: 'USR'
    readonly trid: number
    readonly outcome: 'OK'
    readonly endpoint: Endpoint
    readonly name: string
    readonly odd?: string
  }
  /** Invites somebody. **Source** core.md 6.1 */
  readonly CalAsk: {
    readonly _tag: 'Normal'
    readonly verb: 'CAL'
    readonly trid: number
    readonly passport: string
    readonly odd?: string
  }
  /** The invitation is on its way. **Source** core.md 6.1 */
  readonly Cal: {
    readonly _tag: 'Normal'
    readonly verb: 'CAL'
    readonly trid: number
    readonly outcome: 'RINGING'
    readonly sessionId: string
    readonly odd?: string
  }
  /** Accepts an invitation. **Source** core.md 6.2 */
  readonly Ans2: {
    readonly _tag: 'Normal'
    readonly verb: 'ANS'
    readonly trid: number
    readonly passport: string
    readonly cookie: string
    readonly sessionId: string
    readonly odd?: string
  }
  /** Accepts an invitation, at one endpoint. **Source** core.md 6.3 */
  readonly Ans16: {
    readonly _tag: 'Normal'
    readonly verb: 'ANS'
    readonly trid: number
    readonly endpoint: Endpoint
    readonly cookie: string
    readonly sessionId: string
    readonly odd?: string
  }
  /** Entered; everybody who is there has been named. **Source** core.md 6.2 */
  readonly AnsOk: {
    readonly _tag: 'Normal'
    readonly verb: 'ANS'
    readonly trid: number
    readonly outcome: 'OK'
    readonly odd?: string
  }
  /** Somebody who is there already: which of how many. **Source** core.md 6.2 */
  readonly Iro2: {
    readonly _tag: 'Normal'
    readonly verb: 'IRO'
    readonly trid: number
    readonly index: number
    readonly total: number
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /**
   * Somebody who is there already; sources disagree whether capabilities begin with MSNP12 or 13. **Source** core.md
   * 6.2
   */
  readonly Iro12: {
    readonly _tag: 'Normal'
    readonly verb: 'IRO'
    readonly trid: number
    readonly index: number
    readonly total: number
    readonly passport: string
    readonly name: string
    readonly capabilities?: number
    readonly odd?: string
  }
  /** Somebody who is there already, once for each endpoint and once without. **Source** core.md 6.3 */
  readonly Iro16: {
    readonly _tag: 'Normal'
    readonly verb: 'IRO'
    readonly trid: number
    readonly index: number
    readonly total: number
    readonly endpoint: Endpoint
    readonly name: string
    readonly capabilities?: CapabilityPair
    readonly odd?: string
  }
  /** Somebody has come. **Source** core.md 6.1 */
  readonly Joi2: {
    readonly _tag: 'Async'
    readonly verb: 'JOI'
    readonly passport: string
    readonly name: string
    readonly odd?: string
  }
  /** Somebody has come; with capabilities. **Source** core.md 6.1, 6.2 */
  readonly Joi12: {
    readonly _tag: 'Async'
    readonly verb: 'JOI'
    readonly passport: string
    readonly name: string
    readonly capabilities?: number
    readonly odd?: string
  }
  /** Somebody has come, once for each endpoint and once without. **Source** core.md 6.3 */
  readonly Joi16: {
    readonly _tag: 'Async'
    readonly verb: 'JOI'
    readonly endpoint: Endpoint
    readonly name: string
    readonly capabilities?: CapabilityPair
    readonly odd?: string
  }
  /**
   * A message to everybody; answered never (U), if it failed (N), always (A; D from MSNP9 on; S in two sources).
   * **Source** core.md 6.4
   */
  readonly MsgSend: {
    readonly _tag: 'Payload'
    readonly verb: 'MSG'
    readonly trid: number
    readonly ack: 'U' | 'D' | 'S' | 'A' | 'N'
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** A message from somebody. **Source** core.md 6.4 */
  readonly Msg2: {
    readonly _tag: 'Payload'
    readonly verb: 'MSG'
    readonly passport: string
    readonly name: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** A message from somebody; the endpoint is usually left out. **Source** core.md 6.3, 6.4 */
  readonly Msg16: {
    readonly _tag: 'Payload'
    readonly verb: 'MSG'
    readonly endpoint: Endpoint
    readonly name: string
    readonly payload: Uint8Array
    readonly odd?: string
  }
  /** The message was taken for everybody present. **Source** core.md 6.4 */
  readonly Ack: {
    readonly _tag: 'Normal'
    readonly verb: 'ACK'
    readonly trid: number
    readonly odd?: string
  }
  /** The message could not be delivered. **Source** core.md 6.4 */
  readonly Nak: {
    readonly _tag: 'Normal'
    readonly verb: 'NAK'
    readonly trid: number
    readonly odd?: string
  }
  /** Somebody has gone, or (1) was taken out because nothing was said. **Source** core.md 6.6 */
  readonly Bye2: {
    readonly _tag: 'Async'
    readonly verb: 'BYE'
    readonly passport: string
    readonly idle?: '1'
    readonly odd?: string
  }
  /** Somebody has gone, once for each endpoint and once without. **Source** core.md 6.3, 6.6 */
  readonly Bye16: {
    readonly _tag: 'Async'
    readonly verb: 'BYE'
    readonly endpoint: Endpoint
    readonly idle?: '1'
    readonly odd?: string
  }
}

/** The rows that each side says on each kind of server. */
export interface Sayable {
  readonly client: {
    readonly DS:
      | 'VerOffer' | 'Cvr2' | 'Cvr4' | 'Cvr8' | 'Cvr21' | 'Cvq' | 'OutClient' | 'InfAsk' | 'UsrCtpStart'
      | 'UsrCtpAnswer' | 'UsrMd5Start' | 'UsrMd5Answer' | 'UsrTwnStart' | 'UsrSsoStart'
    readonly NS:
      | 'VerOffer' | 'Cvr2' | 'Cvr4' | 'Cvr8' | 'Cvr21' | 'Cvq' | 'XfrSbAsk' | 'Png' | 'OutClient' | 'InfAsk'
      | 'UsrCtpStart' | 'UsrCtpAnswer' | 'UsrMd5Start' | 'UsrMd5Answer' | 'UsrTwnStart' | 'UsrTwnAnswer' | 'UsrSsoStart'
      | 'UsrSsoAnswer15' | 'UsrSsoAnswer16' | 'UsrCircle' | 'ChlAsk' | 'QryAnswer' | 'SynAsk2' | 'SynAsk10' | 'LstAsk'
      | 'LsgAsk' | 'AddAsk' | 'RemAsk2' | 'AdcAsk' | 'AdcOther' | 'AdcGroup' | 'RemFl10' | 'RemOther10' | 'AdgAsk7'
      | 'RmgAsk7' | 'RegAsk7' | 'AdgAsk10' | 'RmgAsk10' | 'Reg10' | 'AdlAsk' | 'RmlAsk' | 'Fqy' | 'GtcAsk' | 'Gtc10'
      | 'BlpAsk' | 'Blp10' | 'PrpAsk' | 'Prp10' | 'ReaAsk' | 'Sbp' | 'ImsAsk' | 'Chg2' | 'Chg8' | 'Chg9' | 'Chg16'
      | 'UuxAsk' | 'NotClient' | 'PagAsk' | 'PgdAsk' | 'GcfAsk' | 'UrlAsk' | 'SndAsk' | 'SdcAsk' | 'FndAsk' | 'UunAsk'
      | 'Uum' | 'Lkp' | 'Vas' | 'PutAsk' | 'DelAsk' | 'Sdg'
    readonly SB: 'OutClient' | 'Usr2' | 'Usr16' | 'CalAsk' | 'Ans2' | 'Ans16' | 'MsgSend'
  }
  readonly server: {
    readonly DS:
      | 'VerNone' | 'VerChoice' | 'CvrReply' | 'CvqReply' | 'XfrNs2' | 'XfrNs3' | 'XfrNs7' | 'XfrNs13' | 'XfrNs21'
      | 'OutServer' | 'Inf' | 'UsrCtpAsk' | 'UsrMd5Challenge' | 'UsrOk2'
    readonly NS:
      | 'VerNone' | 'VerChoice' | 'CvrReply' | 'CvqReply' | 'XfrRestart' | 'XfrUnasked' | 'XfrNs2' | 'XfrNs3' | 'XfrNs7'
      | 'XfrNs13' | 'XfrNs21' | 'XfrSb2' | 'XfrSb13' | 'XfrSb14' | 'Qng2' | 'Qng9' | 'OutMaintenance' | 'OutServer'
      | 'Inf' | 'UsrCtpAsk' | 'UsrMd5Challenge' | 'UsrTwnChallenge' | 'UsrSsoChallenge' | 'UsrOk2' | 'UsrOk6' | 'UsrOk8'
      | 'UsrOk10' | 'UsrOkNamed10' | 'Sbs' | 'Chl' | 'Qry' | 'Syn2' | 'Syn8' | 'Syn10' | 'SynCurrent10' | 'Lst2'
      | 'LstEmpty2' | 'Lst8' | 'Lst10' | 'Lst12' | 'Lsg7' | 'Lsg8' | 'Lsg10' | 'AddUnasked' | 'Add' | 'RemUnasked2'
      | 'Rem2' | 'AdcUnasked' | 'Adc' | 'AdcOther' | 'AdcGroup' | 'RemFl10' | 'RemOther10' | 'RemUnasked10' | 'Adg7'
      | 'Rmg7' | 'Reg7' | 'Adg10' | 'Rmg10' | 'RmgEscargot10' | 'Reg10' | 'RegEscargot10' | 'AdlOk' | 'Adl' | 'RmlOk'
      | 'Rml' | 'Fqy' | 'Gtc2' | 'Gtc10' | 'GtcListed' | 'Blp2' | 'Blp10' | 'BlpListed' | 'Prp5' | 'Prp10'
      | 'PrpListed5' | 'PrpListed8' | 'BprListed8' | 'Bpr5' | 'Bpr10' | 'Rea' | 'Sbp' | 'Ims' | 'ChgForced' | 'Chg2'
      | 'Chg8' | 'Chg9' | 'Chg16' | 'Iln2' | 'Iln8' | 'Iln9' | 'Iln14' | 'Iln16' | 'Iln18' | 'Nln2' | 'Nln8' | 'Nln9'
      | 'Nln14' | 'Nln16' | 'Nln18' | 'Fln2' | 'Fln14' | 'Fln16' | 'Fln18' | 'Uux' | 'Ubx11' | 'Ubx14' | 'Ubx18'
      | 'MsgNotice' | 'Not' | 'Ipg' | 'Pag' | 'Pgd' | 'GcfPush' | 'Gcf' | 'Url2' | 'Url3' | 'Snd' | 'Sdc' | 'Fnd'
      | 'Uun' | 'Ubn' | 'Ubm' | 'UbmShort' | 'Rfs' | 'Put' | 'Del' | 'Nfy' | 'Sdg' | 'Rng2' | 'Rng13' | 'Rng14'
    readonly SB:
      | 'UsrEntered2' | 'UsrEntered16' | 'Cal' | 'AnsOk' | 'Iro2' | 'Iro12' | 'Iro16' | 'Joi2' | 'Joi12' | 'Joi16'
      | 'Msg2' | 'Msg16' | 'Ack' | 'Nak' | 'Bye2' | 'Bye16'
  }
}

/** The dialects that each row is read in. */
export interface ReadIn {
  readonly VerOffer: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly VerNone: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly VerChoice: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Cvr2: 2 | 3
  readonly Cvr4: 4 | 5 | 6 | 7
  readonly Cvr8: 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Cvr21: 21
  readonly CvrReply: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Cvq: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly CvqReply: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly XfrRestart: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly XfrUnasked: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly XfrNs2: 2
  readonly XfrNs3: 3 | 4 | 5 | 6
  readonly XfrNs7: 7 | 8 | 9 | 10 | 11 | 12
  readonly XfrNs13: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly XfrNs21: 21
  readonly XfrSbAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly XfrSb2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
  readonly XfrSb13: 13
  readonly XfrSb14: 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Png: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Qng2: 2 | 3 | 4 | 5 | 6 | 7 | 8
  readonly Qng9: 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly OutClient: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly OutMaintenance: 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly OutServer: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly InfAsk: 2 | 3 | 4 | 5 | 6 | 7
  readonly Inf: 2 | 3 | 4 | 5 | 6 | 7
  readonly UsrCtpStart: 2
  readonly UsrCtpAsk: 2
  readonly UsrCtpAnswer: 2
  readonly UsrMd5Start: 2 | 3 | 4 | 5 | 6 | 7
  readonly UsrMd5Challenge: 2 | 3 | 4 | 5 | 6 | 7
  readonly UsrMd5Answer: 2 | 3 | 4 | 5 | 6 | 7
  readonly UsrTwnStart: 8 | 9 | 10 | 11 | 12 | 13 | 14
  readonly UsrTwnChallenge: 8 | 9 | 10 | 11 | 12 | 13 | 14
  readonly UsrTwnAnswer: 8 | 9 | 10 | 11 | 12 | 13 | 14
  readonly UsrSsoStart: 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly UsrSsoChallenge: 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly UsrSsoAnswer15: 15
  readonly UsrSsoAnswer16: 16 | 17 | 18 | 19 | 20 | 21
  readonly UsrCircle: 18 | 19 | 20 | 21
  readonly UsrOk2: 2 | 3 | 4 | 5
  readonly UsrOk6: 6 | 7
  readonly UsrOk8: 8 | 9
  readonly UsrOk10: 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly UsrOkNamed10: 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Sbs: 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Chl: 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly ChlAsk: 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly QryAnswer: 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Qry: 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly SynAsk2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly SynAsk10: 10 | 11 | 12
  readonly Syn2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Syn8: 8 | 9
  readonly Syn10: 10 | 11 | 12
  readonly SynCurrent10: 10 | 11 | 12
  readonly LstAsk: 2 | 3 | 4 | 5 | 6 | 7
  readonly LsgAsk: 7
  readonly Lst2: 2 | 3 | 4 | 5 | 6 | 7
  readonly LstEmpty2: 2 | 3 | 4 | 5 | 6 | 7
  readonly Lst8: 8 | 9
  readonly Lst10: 10 | 11
  readonly Lst12: 12
  readonly Lsg7: 7
  readonly Lsg8: 8 | 9
  readonly Lsg10: 10 | 11 | 12
  readonly AddAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly AddUnasked: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Add: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly RemAsk2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly RemUnasked2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Rem2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly AdcAsk: 10 | 11 | 12
  readonly AdcUnasked: 10 | 11 | 12
  readonly Adc: 10 | 11 | 12
  readonly AdcOther: 10 | 11 | 12
  readonly AdcGroup: 10 | 11 | 12
  readonly RemFl10: 10 | 11 | 12
  readonly RemOther10: 10 | 11 | 12
  readonly RemUnasked10: 10 | 11 | 12
  readonly AdgAsk7: 7 | 8 | 9
  readonly Adg7: 7 | 8 | 9
  readonly RmgAsk7: 7 | 8 | 9
  readonly Rmg7: 7 | 8 | 9
  readonly RegAsk7: 7 | 8 | 9
  readonly Reg7: 7 | 8 | 9
  readonly AdgAsk10: 10 | 11 | 12
  readonly Adg10: 10 | 11 | 12
  readonly RmgAsk10: 10 | 11 | 12
  readonly Rmg10: 10 | 11 | 12
  readonly RmgEscargot10: 10 | 11 | 12
  readonly Reg10: 10 | 11 | 12
  readonly RegEscargot10: 10 | 11 | 12
  readonly AdlAsk: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly AdlOk: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Adl: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly RmlAsk: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly RmlOk: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Rml: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Fqy: 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly GtcAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Gtc2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Gtc10: 10 | 11 | 12
  readonly GtcListed: 8 | 9 | 10 | 11 | 12
  readonly BlpAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Blp2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Blp10: 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly BlpListed: 8 | 9 | 10 | 11 | 12
  readonly PrpAsk: 5 | 6 | 7 | 8 | 9
  readonly Prp5: 5 | 6 | 7 | 8 | 9
  readonly Prp10: 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly PrpListed5: 5 | 6 | 7
  readonly PrpListed8: 8 | 9 | 10 | 11 | 12
  readonly BprListed8: 8 | 9 | 10 | 11 | 12
  readonly Bpr5: 5 | 6 | 7 | 8 | 9
  readonly Bpr10: 10 | 11 | 12
  readonly ReaAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Rea: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
  readonly Sbp: 10 | 11 | 12
  readonly ImsAsk: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Ims: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly ChgForced: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Chg2: 2 | 3 | 4 | 5 | 6 | 7
  readonly Chg8: 8
  readonly Chg9: 9 | 10 | 11 | 12 | 13 | 14 | 15
  readonly Chg16: 16 | 17 | 18 | 19 | 20 | 21
  readonly Iln2: 2 | 3 | 4 | 5 | 6 | 7
  readonly Iln8: 8
  readonly Iln9: 9 | 10 | 11 | 12 | 13
  readonly Iln14: 14 | 15
  readonly Iln16: 16 | 17
  readonly Iln18: 16 | 17 | 18 | 19 | 20 | 21
  readonly Nln2: 2 | 3 | 4 | 5 | 6 | 7
  readonly Nln8: 8
  readonly Nln9: 9 | 10 | 11 | 12 | 13
  readonly Nln14: 14 | 15
  readonly Nln16: 16 | 17
  readonly Nln18: 16 | 17 | 18 | 19 | 20 | 21
  readonly Fln2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13
  readonly Fln14: 14 | 15
  readonly Fln16: 16 | 17
  readonly Fln18: 16 | 17 | 18 | 19 | 20 | 21
  readonly UuxAsk: 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Uux: 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Ubx11: 11 | 12 | 13 | 14 | 15 | 16 | 17
  readonly Ubx14: 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Ubx18: 16 | 17 | 18 | 19 | 20 | 21
  readonly MsgNotice: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Not: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly NotClient: 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Ipg: 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly PagAsk: 5 | 6 | 7 | 8
  readonly Pag: 5 | 6 | 7 | 8
  readonly PgdAsk: 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Pgd: 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly GcfAsk: 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly GcfPush: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Gcf: 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly UrlAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Url2: 2
  readonly Url3: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly SndAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Snd: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly SdcAsk: 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Sdc: 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly FndAsk: 2 | 3 | 4 | 5 | 6 | 7
  readonly Fnd: 2 | 3 | 4 | 5 | 6 | 7
  readonly UunAsk: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Uun: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Ubn: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Uum: 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Ubm: 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly UbmShort: 14 | 15
  readonly Rfs: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21
  readonly Lkp: 12
  readonly Vas: 18 | 19 | 20 | 21
  readonly PutAsk: 18 | 19 | 20 | 21
  readonly Put: 18 | 19 | 20 | 21
  readonly DelAsk: 18 | 19 | 20 | 21
  readonly Del: 18 | 19 | 20 | 21
  readonly Nfy: 18 | 19 | 20 | 21
  readonly Sdg: 18 | 19 | 20 | 21
  readonly Rng2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
  readonly Rng13: 13
  readonly Rng14: 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Usr2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
  readonly Usr16: 16 | 17 | 18 | 19 | 20
  readonly UsrEntered2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
  readonly UsrEntered16: 16 | 17 | 18 | 19 | 20
  readonly CalAsk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Cal: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Ans2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
  readonly Ans16: 16 | 17 | 18 | 19 | 20
  readonly AnsOk: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Iro2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11
  readonly Iro12: 12 | 13 | 14 | 15
  readonly Iro16: 16 | 17 | 18 | 19 | 20
  readonly Joi2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11
  readonly Joi12: 12 | 13 | 14 | 15
  readonly Joi16: 16 | 17 | 18 | 19 | 20
  readonly MsgSend: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Msg2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
  readonly Msg16: 16 | 17 | 18 | 19 | 20
  readonly Ack: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Nak: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  readonly Bye2: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
  readonly Bye16: 16 | 17 | 18 | 19 | 20
}
