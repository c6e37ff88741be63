/** The content types of messages. */

/**
 * The content types of messages, but for those about mail, which are in `mail.ts`.
 *
 * **Source** messages.md 1.2 to 1.11, 3.1
 */
export const contentTypes = {
  text: 'text/plain',
  typing: 'text/x-msmsgscontrol',
  datacast: 'text/x-msnmsgr-datacast',
  ink: 'application/x-ms-ink',
  gif: 'image/gif',
  emoticons: 'text/x-mms-emoticon',
  animatedEmoticons: 'text/x-mms-animemoticon',
  clientCaps: 'text/x-clientcaps',
  keepAlive: 'text/x-keepalive',
  profile: 'text/x-msmsgsprofile',
  systemMessage: 'application/x-msmsgssystemmessage',
  invitation: 'text/x-msmsgsinvite',
  peerToPeer: 'application/x-msnmsgrp2p',
} as const
