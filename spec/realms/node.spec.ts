import { holdsIn } from './inside.js'

holdsIn('Node')
