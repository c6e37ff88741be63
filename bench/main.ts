/** Measures the figures whose names or groups are given, or all: a table on a terminal, elsewhere a line of JSON for each. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { measurements } from './all.js'
import { figuresOf, type Figure } from './measure.js'
import { heading, lineOf } from './table.js'

const wanted = process.argv.slice(2)
const names = measurements.flatMap(({ figures }) => Object.keys(figures))

// A name behind = is one figure and no group: what is measured apart would else begin all of its group, and so on without end.
const isOf = (group: string) => (name: string): boolean =>
  group.startsWith('=') ? group === `=${name}` : name === group || name.startsWith(`${group}.`)
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((group) => isOf(group)(name))

const show = (figure: Figure): void => console.log(process.stdout.isTTY ? lineOf(figure) : JSON.stringify(figure))

/** Measures in a process of its own: what the compiler has seen of one would slow the next down. */
const measuredApart = (figures: ReadonlyArray<string>): ReadonlyArray<Figure> => {
  const args = [...process.execArgv, fileURLToPath(new URL('run.mjs', import.meta.url)), ...figures.map((name) => `=${name}`)]
  const { stdout, status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  if (status !== 0) process.exitCode = 1
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Figure]))
}

const unknown = wanted.filter((group) => !names.some(isOf(group)))
if (unknown.length > 0) {
  console.error(`There is no figure ${unknown.join(', ')}. These are the figures, and what stands before a dot is a group:`)
  console.error(names.map((name) => `  ${name}`).join('\n'))
  process.exitCode = 2
} else {
  if (process.stdout.isTTY) console.log(heading)
  const chosen = measurements.filter(({ figures }) => Object.keys(figures).some(isWanted))
  if (chosen.length === 1) (await figuresOf(chosen[0]!, isWanted)).forEach(show)
  else for (const { figures } of chosen) measuredApart(Object.keys(figures).filter(isWanted)).forEach(show)
}
