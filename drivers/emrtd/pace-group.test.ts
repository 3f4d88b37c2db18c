import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/shared/gm/random.ts'
import { standardisedIntegerGroups } from './integer-group-parameters.ts'
import { paceGroup } from './pace-group.ts'

test.each([
  [0, 'dh_1024_160'],
  [1, 'dh_2048_224'],
  [2, 'dh_2048_256'],
])("number %i is openssl's %s", (id, name) => {
  const key = execFileSync('openssl', ['genpkey', '-algorithm', 'DHX', '-pkeyopt', `group:${name}`])
  const asn1 = execFileSync('openssl', ['asn1parse'], { input: key, encoding: 'latin1' })
  const [p, g, q] = [...asn1.matchAll(/d=3 .*INTEGER\s+:([0-9A-F]+)/g)].map(([, digits]) =>
    BigInt(`0x${digits}`),
  )
  expect(standardisedIntegerGroups[id]).toEqual({ id, p, g, q })
})

test.each([
  ['ecdh', 12],
  ['ecdh', 17],
  ['dh', 0],
  ['dh', 1],
  ['dh', 2],
] as const)('two sides agree (%s, %i), on the generator that they mapped to as well', (agreement, number) => {
  const group = paceGroup(agreement, number)
  if (!group) throw new TypeError('no group')
  const nonce = systemRandom(16)
  const [one, other] = [group.draw(systemRandom), group.draw(systemRandom)]
  const generators = [
    group.map(nonce, group.multiply(one.secret, other.element)),
    group.map(nonce, group.multiply(other.secret, one.element)),
  ]
  expect(generators[0]).toEqual(generators[1])
  const [mine, theirs] = generators.map((generator) => group.draw(systemRandom, generator))
  if (!mine || !theirs) throw new TypeError('no keys')
  const secret = group.secretOf(group.multiply(mine.secret, theirs.element))
  expect(secret).toEqual(group.secretOf(group.multiply(theirs.secret, mine.element)))
  expect(secret).not.toEqual(group.secretOf(group.multiply(one.secret, other.element)))
})

test('a number of the integers is none of the curves', () => {
  expect(paceGroup('dh', 3)).toBeUndefined()
  expect(paceGroup('dh', 13)).toBeUndefined()
  expect(paceGroup('ecdh', 0)).toBeUndefined()
})
