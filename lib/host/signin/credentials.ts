/** How an account proves itself, and comparisons of secrets that take the same time wherever they differ. */
import { digest } from '../../auth/digest.js'
import { secret, type Secret } from '../../payloads/secret.js'

/** How an account proves itself: by a password; or, made by an MD5 sign-in, by the digest of it with one challenge. */
export type Credential =
  | { readonly _tag: 'Password'; readonly password: Secret }
  | { readonly _tag: 'Digested'; readonly challenge: Secret; readonly digest: Secret }

/** Whether a text is a secret: every character is looked at, wherever the first difference is (core.md 10.2). */
export const isSame = (given: string, { reveal }: Secret): boolean => {
  const wanted = reveal()
  let difference = given.length ^ wanted.length
  for (let at = 0; at < given.length; at++) difference |= given.charCodeAt(at) ^ wanted.charCodeAt(at % wanted.length)
  return difference === 0
}

/** An account, as far as its credential goes. */
interface Credited {
  readonly credential: Credential
}

/** Whether a password is the account's. */
export const hasPassword = ({ credential }: Credited, password: string): boolean => {
  switch (credential._tag) {
    case 'Password':
      return isSame(password, credential.password)
    case 'Digested':
      return isSame(digest(password)(credential.challenge.reveal()), credential.digest)
  }
}

/** Whether a digest is that of the account's password with a challenge. */
export const hasDigest = ({ credential }: Credited, challenge: Secret, given: string): boolean => {
  switch (credential._tag) {
    case 'Password':
      return isSame(given, secret(digest(credential.password.reveal())(challenge.reveal())))
    case 'Digested':
      return isSame(challenge.reveal(), credential.challenge) && isSame(given, credential.digest)
  }
}
