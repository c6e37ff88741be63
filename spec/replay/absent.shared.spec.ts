/** What is run where the recorded traffic is not beside the checkout, in place of the specs that read it. */
import { it } from 'vitest'

it.skip('specs on the recorded traffic in ../shared/traces, which is not there')
