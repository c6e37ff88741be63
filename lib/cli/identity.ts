import * as E from 'fp-ts/lib/Either.js'

import { wholeFile } from '../edges/files.js'
import { exitCode, type ExitCode } from './output.js'

/** A certificate and its key, a file each. */
export interface IdentityOptions {
  readonly cert?: string
  readonly key?: string
}

interface Identity {
  readonly cert: Buffer
  readonly key: Buffer
}

/** What is wrong, and how the command ends by it. */
export type Complaint = readonly [code: ExitCode, what: string]

/** What the files hold, if any were named. */
export const identityOf = ({ cert, key }: IdentityOptions): E.Either<Complaint, Identity | undefined> => {
  if (cert === undefined && key === undefined) return E.right(undefined)
  if (cert === undefined || key === undefined) return E.left([exitCode.usage, '--cert and --key go together'])
  const [certificate, secret] = [wholeFile(cert), wholeFile(key)]
  if (E.isLeft(certificate)) return E.left([exitCode.unreadable, certificate.left])
  if (E.isLeft(secret)) return E.left([exitCode.unreadable, secret.left])
  return E.right({ cert: certificate.right, key: secret.right })
}
