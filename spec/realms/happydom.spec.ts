// @vitest-environment happy-dom
import { holdsIn } from './inside.js'

holdsIn('happy-dom')
