/** Chromium for specs: where it is, and how it is started. */
import { chromium, type Browser } from 'playwright-core'

export const executablePath = '/usr/bin/chromium'

const args: ReadonlyArray<string> = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launching = (): Promise<Browser> => chromium.launch({ executablePath, args: [...args] })
