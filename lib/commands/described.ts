/**
 * The rows with what they say for people: meaning, example, source. The build for bundlers writes this module anew, with a table
 * of those texts, and has the other modules without them: who decodes needs none.
 */
export { rows } from './rows.js'
