import { describe, expect, it } from 'vitest'

import { contactOf } from '../../../lib/host/lists/accounts.js'
import type { Dialect } from '../../../lib/commands/dialects.js'
import { among, lastWord, show, withSessions, type Driver } from '../driver.js'

/** Each line, and what is said about it, to whomever; in order, on one server. */
const told = (driver: Driver, lines: ReadonlyArray<readonly [line: string, answer: ReadonlyArray<string>]>): void => {
  for (const [line, answer] of lines) expect([line, ...driver.hear('alice', line)]).toEqual([line, ...answer])
}

const open = (dialects: Readonly<Record<string, Dialect>>, settings = {}) => {
  const driver = withSessions(among(settings), dialects)
  for (const name of Object.keys(dialects)) show(driver, name)
  return driver
}

describe('contacts of MSNP2 to 9', () => {
  it('are put on lists and taken off them', () => {
    told(open({ alice: 'MSNP6' }), [
      ['ADD 11 FL carol@example.com Caro', ['alice < ADD 11 FL 2 carol@example.com Carol']],
      ['ADD 12 AL carol@example.com Caro', ['alice < ADD 12 AL 3 carol@example.com Carol']],
      ['REM 13 AL carol@example.com', ['alice < REM 13 AL 4 carol@example.com']],
      ['ADD 14 BL carol@example.com Caro', ['alice < ADD 14 BL 5 carol@example.com Carol']],
      ['REM 15 FL CAROL@example.com', ['alice < REM 15 FL 6 carol@example.com']],
    ])
  })

  it.each<readonly [string, number]>([
    ['ADD 9 FL nobody x', 201],
    ['ADD 9 FL nobody@example.com x', 205],
    ['ADD 9 FL bob@example.com x', 215],
    ['ADD 9 AL bob@example.com x', 215],
    ['ADD 9 BL bob@example.com x', 219],
    ['ADD 9 FL carol@example.com x 7', 224],
    ['ADD 9 XX carol@example.com x', 201],
    ['REM 9 FL nobody', 201],
    ['REM 9 FL nobody@example.com', 205],
    ['REM 9 FL carol@example.com', 216],
    ['REM 9 BL bob@example.com', 216],
    ['REM 9 FL bob@example.com 7', 224],
    ['ADC 9 AL N=carol@example.com', 502],
  ])('%s fails with %i', (line, code) => {
    for (const dialect of ['MSNP7', 'MSNP9'] as const) told(open({ alice: dialect }), [[line, [`alice < ${code} 9`]]])
  })

  it('cannot be put on the reverse list by hand, nor taken off it', () => {
    expect(open({ alice: 'MSNP7' }).hear('alice', 'ADD 9 RL bob@example.com x')).toEqual(['alice closed'])
    expect(open({ alice: 'MSNP7' }).hear('alice', 'REM 9 RL bob@example.com')).toEqual(['alice closed'])
  })

  it('are no more than may be', () => {
    const driver = open({ alice: 'MSNP7' }, { limits: { forward: 1, allow: 1, block: 0 } })
    told(driver, [
      ['ADD 9 FL carol@example.com x', ['alice < 210 9']],
      ['ADD 9 AL carol@example.com x', ['alice < 210 9']],
      ['ADD 9 BL carol@example.com x', ['alice < 210 9']],
    ])
  })

  it('are in several groups, from MSNP7 on', () => {
    told(open({ alice: 'MSNP7' }), [
      ['ADG 8 Work%20mates 0', ['alice < ADG 8 2 Work%20mates 1 0']],
      ['ADD 9 FL bob@example.com Bob 1', ['alice < ADD 9 FL 3 bob@example.com Bob%20B 1']],
      ['ADD 9 FL bob@example.com Bob 1', ['alice < 215 9']],
      ['ADD 9 FL bob@example.com Bob 0', ['alice < ADD 9 FL 4 bob@example.com Bob%20B 0']],
      ['REM 9 FL bob@example.com 1', ['alice < REM 9 FL 5 bob@example.com 1']],
      ['REM 9 FL bob@example.com 1', ['alice < 225 9']],
    ])
  })
})

describe('contacts of MSNP10 to 12', () => {
  const guid = (driver: Driver, name: string) =>
    /C=(\S+)/.exec(driver.hear('alice', 'SYN 5 0 0').find((line) => line.includes(`N=${name}@`))!)![1]!

  it('are put on lists and taken off them', () => {
    const driver = open({ alice: 'MSNP11' })
    const line = driver.hear('alice', 'ADC 16 FL N=carol@example.com F=Caro')[0]!
    expect(line).toMatch(/^alice < ADC 16 FL N=carol@example.com F=Carol C=[0-9a-f-]{36}$/)
    const carol = lastWord([line], /C=/).slice(2)
    expect(guid(driver, 'carol')).toBe(carol)
    told(driver, [
      ['ADC 17 AL N=carol@example.com', ['alice < ADC 17 AL N=carol@example.com']],
      ['REM 18 AL carol@example.com', ['alice < REM 18 AL carol@example.com']],
      ['ADC 17 BL N=Carol@example.com', ['alice < ADC 17 BL N=carol@example.com']],
      [`REM 18 FL ${carol.toUpperCase()}`, [`alice < REM 18 FL ${carol}`]],
      [`REM 18 FL ${carol}`, ['alice < 216 18']],
    ])
  })

  it.each<readonly [string, number]>([
    ['ADC 9 FL N=nobody F=x', 201],
    ['ADC 9 FL N=nobody@example.com F=x', 208],
    ['ADC 9 FL N=bob@example.com F=x', 215],
    ['ADC 9 AL N=bob@example.com', 215],
    ['ADC 9 BL N=bob@example.com', 219],
    ['ADC 9 RL N=bob@example.com', 215],
    ['ADC 9 RL N=carol@example.com', 216],
    ['ADC 9 XX N=carol@example.com', 201],
    ['ADC 9 FL C=d35fe492-0a6e-43d3-97ae-64b3a45919dd d35fe492-0a6e-43d3-97ae-64b3a45919dd', 208],
    ['REM 9 FL bob@example.com', 403],
    ['REM 9 FL d35fe492-0a6e-43d3-97ae-64b3a45919dd', 208],
    ['REM 9 AL carol@example.com', 208],
    ['REM 9 BL bob@example.com', 216],
    ['ADD 9 FL carol@example.com x', 502],
    ['REA 9 alice@example.com x', 502],
  ])('%s fails with %i', (line, code) => {
    for (const dialect of ['MSNP10', 'MSNP12'] as const) told(open({ alice: dialect }), [[line, [`alice < ${code} 9`]]])
  })

  it('are put into groups, and taken out of them', () => {
    const driver = open({ alice: 'MSNP10' })
    const group = lastWord(driver.hear('alice', 'ADG 4 Friends'), /ADG/)
    const bob = guid(driver, 'bob')
    const other = 'd35fe492-0a6e-43d3-97ae-64b3a45919dd'
    told(driver, [
      [`ADC 18 FL C=${bob} ${group}`, [`alice < ADC 18 FL C=${bob} ${group}`]],
      [`ADC 18 FL C=${bob} ${group}`, ['alice < 215 18']],
      [`ADC 18 FL C=${bob} ${other}`, ['alice < 224 18']],
      [`REM 18 FL ${bob} ${other}`, ['alice < 224 18']],
      [`REM 18 FL ${bob} ${group}`, [`alice < REM 18 FL ${bob} ${group}`]],
      [`REM 18 FL ${bob} ${group}`, ['alice < 225 18']],
    ])
  })

  it('may be telephones, from MSNP11 on', () => {
    expect(open({ alice: 'MSNP11' }).hear('alice', 'ADC 9 FL N=tel:+15551234567 F=Phone')[0]).toMatch(
      /^alice < ADC 9 FL N=tel:\+15551234567 F=Phone C=/,
    )
    told(open({ alice: 'MSNP10' }), [['ADC 9 FL N=tel:+15551234567 F=Phone', ['alice < 201 9']]])
  })
})

describe('the other side', () => {
  it.each<readonly [Dialect, string, string]>([
    ['MSNP2', 'carol < ADD 0 RL 2 alice@example.com Alice%20A', 'carol < REM 0 RL 3 alice@example.com'],
    ['MSNP9', 'carol < ADD 0 RL 2 alice@example.com Alice%20A', 'carol < REM 0 RL 3 alice@example.com'],
    ['MSNP10', 'carol < ADC 0 RL N=alice@example.com F=Alice%20A', 'carol < REM 0 RL alice@example.com'],
    ['MSNP12', 'carol < ADC 0 RL N=alice@example.com F=Alice%20A', 'carol < REM 0 RL alice@example.com'],
  ])('is told in %s', (dialect, added, removed) => {
    const driver = open({ alice: 'MSNP7', carol: dialect })
    expect(driver.hear('alice', 'ADD 9 FL carol@example.com x').at(-1)).toBe(added)
    expect(driver.hear('alice', 'REM 9 FL carol@example.com').at(-1)).toBe(removed)
  })

  it('waits on the pending list, until it is decided', () => {
    const driver = open({ alice: 'MSNP12', carol: 'MSNP12' })
    const entry = () => driver.hear('alice', 'SYN 5 0 0').find((line) => line.includes('carol'))
    driver.hear('carol', 'ADC 9 FL N=alice@example.com F=x')
    expect(entry()).toBe('alice < LST N=carol@example.com 16 1')
    told(driver, [
      ['ADC 9 RL N=carol@example.com', ['alice < ADC 9 RL N=carol@example.com']],
      ['ADC 9 RL N=carol@example.com', ['alice < 215 9']],
    ])
    expect(entry()).toBe('alice < LST N=carol@example.com 8 1')
    driver.hear('bob', 'ADC 9 FL N=alice@example.com F=x')
  })

  it('is taken off the pending list by name, or before MSNP10 by allowing or blocking', () => {
    const driver = open({ alice: 'MSNP12', carol: 'MSNP12' })
    driver.hear('carol', 'ADC 9 FL N=alice@example.com F=x')
    told(driver, [['REM 9 PL carol@example.com', ['alice < REM 9 PL carol@example.com']]])

    const old = open({ alice: 'MSNP9', carol: 'MSNP12' })
    old.hear('carol', 'ADC 9 FL N=alice@example.com F=x')
    expect(old.hear('alice', 'SYN 5 0')).toContain('alice < LST carol@example.com Carol 8')
    const lists = () => contactOf(old.state().accounts.get('alice@example.com')!, 'carol@example.com')!.lists
    expect(lists()).toBe(24)
    old.hear('alice', 'ADD 9 AL carol@example.com x')
    expect(lists()).toBe(10)
  })

  it('does not wait where it is known already', () => {
    const driver = open({ alice: 'MSNP12', carol: 'MSNP12' })
    driver.hear('alice', 'ADC 9 AL N=carol@example.com')
    driver.hear('carol', 'ADC 9 FL N=alice@example.com F=x')
    told(driver, [['ADC 9 RL N=carol@example.com', ['alice < 215 9']]])
  })

  it('may be taken off the pending list once more, as official clients do', () => {
    const driver = open({ alice: 'MSNP12', carol: 'MSNP12' })
    driver.hear('carol', 'ADC 9 FL N=alice@example.com F=x')
    told(driver, [
      ['ADC 9 RL N=carol@example.com', ['alice < ADC 9 RL N=carol@example.com']],
      ['REM 10 PL carol@example.com', ['alice < REM 10 PL carol@example.com']],
    ])
  })

  it('shows what it has set and how it is, after an addition', () => {
    const driver = open({ alice: 'MSNP7', carol: 'MSNP12' })
    driver.hear('carol', 'PRP 3 PHH 555%201', 'PRP 4 MOB Y')
    expect(driver.hear('alice', 'ADD 9 FL carol@example.com x')).toEqual([
      'alice < ADD 9 FL 2 carol@example.com Carol',
      'alice < BPR 2 carol@example.com PHH 555%201',
      'alice < BPR 2 carol@example.com MOB Y',
      'alice < ILN 9 NLN carol@example.com Carol',
      'carol < ADC 0 RL N=alice@example.com F=Alice%20A',
    ])
  })

  it('shows nothing to who is blocked', () => {
    const driver = open({ alice: 'MSNP7', carol: 'MSNP12' })
    driver.hear('carol', 'PRP 3 PHH 555%201', 'ADC 8 BL N=alice@example.com')
    expect(driver.hear('alice', 'ADD 9 FL carol@example.com x')).toEqual([
      'alice < ADD 9 FL 2 carol@example.com Carol',
      'carol < ADC 0 RL N=alice@example.com F=Alice%20A',
    ])
  })
})

describe('groups', () => {
  it('of MSNP7 to 9 have numbers', () => {
    for (const dialect of ['MSNP7', 'MSNP8', 'MSNP9'] as const)
      told(open({ alice: dialect }), [
        ['ADG 8 Work%20mates 0', ['alice < ADG 8 2 Work%20mates 1 0']],
        ['ADG 8 Work%20mates 0', ['alice < 228 8']],
        [`ADG 8 ${'x'.repeat(62)} 0`, ['alice < 229 8']],
        [`ADG 8 ${'x'.repeat(61)} 0`, [`alice < ADG 8 3 ${'x'.repeat(61)} 2 0`]],
        ['REG 9 1 Renamed 0', ['alice < REG 9 4 1 Renamed 0']],
        ['REG 9 7 Other 0', ['alice < 224 9']],
        ['REG 9 2 Renamed 0', ['alice < 228 9']],
        [`REG 9 2 ${'x'.repeat(62)} 0`, ['alice < 229 9']],
        ['RMG 9 0', ['alice < 230 9']],
        ['RMG 9 7', ['alice < 224 9']],
        ['ADD 9 FL bob@example.com Bob 1', ['alice < ADD 9 FL 5 bob@example.com Bob%20B 1']],
        ['RMG 9 1', ['alice < 227 9']],
        ['RMG 9 2', ['alice < RMG 9 6 2']],
        ['ADG 8 Lowest 0', ['alice < ADG 8 7 Lowest 2 0']],
      ])
  })

  it('of MSNP10 to 12 have GUIDs', () => {
    const driver = open({ alice: 'MSNP10' })
    const made = driver.hear('alice', 'ADG 4 New%20Group')
    const guid = lastWord(made, /ADG/)
    expect(made).toEqual([`alice < ADG 4 New%20Group ${guid}`])
    const bob = /C=(\S+)/.exec(driver.hear('alice', 'SYN 5 0 0').join())![1]!
    told(driver, [
      ['ADG 4 New%20Group', ['alice < 228 4']],
      [`ADG 4 ${'x'.repeat(62)}`, ['alice < 229 4']],
      [`REG 9 ${guid} Mates`, [`alice < REG 9 ${guid} Mates`]],
      [`REG 9 ${bob} Mates`, ['alice < 224 9']],
      [`RMG 9 ${bob}`, ['alice < 224 9']],
      // Nobody has to be taken out before.
      [`ADC 18 FL C=${bob} ${guid}`, [`alice < ADC 18 FL C=${bob} ${guid}`]],
      [`RMG 9 ${guid}`, [`alice < RMG 9 ${guid}`]],
    ])
    expect(driver.hear('alice', 'SYN 5 0 0').at(-1)).toBe(`alice < LST N=bob@example.com F=Bob%20B C=${bob} 11`)
    const next = lastWord(driver.hear('alice', 'ADG 4 New%20Group'), /ADG/)
    expect(next).not.toBe(guid)
    // Client 7.0 names a group that it made a moment ago, escaped once or twice.
    told(driver, [['RMG 9 New%2520Group', [`alice < RMG 9 ${next}`]]])
  })

  it('are thirty, one of which is hidden from MSNP10 on', () => {
    const driver = open({ alice: 'MSNP9', bob: 'MSNP10' })
    for (let i = 1; i < 30; i++) expect(driver.hear('alice', `ADG 8 g${i} 0`)[0]).toMatch(/ADG/)
    expect(driver.hear('alice', 'ADG 8 more 0')).toEqual(['alice < 223 8'])
    for (let i = 1; i <= 30; i++) expect(driver.hear('bob', `ADG 8 g${i}`)[0]).toMatch(/ADG/)
    expect(driver.hear('bob', 'ADG 8 more')).toEqual(['bob < 223 8'])
    expect(driver.hear('bob', 'SYN 9 0 0').filter((line) => line.includes('LSG'))).toHaveLength(30)
  })
})
