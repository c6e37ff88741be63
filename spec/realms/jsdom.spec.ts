// @vitest-environment jsdom
import { holdsIn } from './inside.js'

holdsIn('jsdom')
