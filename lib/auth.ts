/** `rx-msnp/auth`: pure answers to what a server asks: challenges, Passport 1.4, single sign-on. */
export { answer, answers, productIn, productNamed, products } from './auth/challenge.js'
export type { KnownProduct, Product } from './auth/challenge.js'
export { digest } from './auth/digest.js'
export { sha1cOf, sha1dOf } from './auth/object.js'
export type { Described } from './auth/object.js'
export { readAuthorization, readLogin, readNexus, writeAuthorization, writeLogin, writeNexus } from './auth/passport.js'
export type {
  Authorization,
  AuthorizationProblem,
  HttpHeaders,
  HttpReply,
  LoginAnswer,
  LoginProblem,
  NexusProblem,
  NotHttps,
  OwnHeaders,
} from './auth/passport.js'
export { sessionKeys, verifyBlob, writeBlob } from './auth/sso.js'
export type { BlobProblem, BlobRefusal, Claim, SessionKeys } from './auth/sso.js'
