import { expect, test } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { mrzLines } from './mrz-lines.ts'

const two = ['P<UTOERIKSSON<<ANNA<MARIA'.padEnd(44, '<'), 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const three = [
  'I<UTOD231458907'.padEnd(30, '<'),
  '7408122F1204159UTO'.padEnd(29, '<') + '6',
  'ERIKSSON<<ANNA<MARIA'.padEnd(30, '<'),
]

function listen() {
  const clock = fakeClock()
  const heard: string[] = []
  const views: Uint8Array[] = []
  const lines = mrzLines(clock, {
    onZone: (zone) => {
      views.push(zone)
      heard.push(Buffer.from(zone).toString('ascii'))
    },
    onRefused: () => {
      heard.push('refused')
    },
  })
  return { clock, heard, views, lines, read: (text: string) => lines.add(Buffer.from(text, 'ascii')) }
}

test.each([
  ['two lines at once', [two.join('')], two],
  ['two lines at once, with line ends', [`${two.join('\r\n')}\r\n`], two],
  ['two lines one by one', two, two],
  ['three lines at once', [three.join('\r')], three],
  ['three lines one by one', three, three],
  ['two lines of three, then the third', [three.slice(0, 2).join(''), three[2] ?? ''], three],
])('%s make one zone, which is zeroed', (_how, reads, lines) => {
  const { read, heard, views } = listen()
  for (const text of reads) read(text)
  expect(heard).toEqual([lines.join('')])
  expect(views.every((view) => view.every((octet) => octet === 0))).toBe(true)
})

test.each([
  ['something of another length', ['https://example.com/']],
  ['nothing', ['']],
  ['a line and something of another length', [two[0] ?? '', 'x']],
  ['a line of each kind', [two[0] ?? '', three[0] ?? '']],
  ['more than a zone', ['<'.repeat(97)]],
])('%s is refused, and the next zone is read', (_what, reads) => {
  const { read, heard } = listen()
  for (const text of reads) read(text)
  expect(heard).toEqual(['refused'])
  read(two.join(''))
  expect(heard.at(-1)).toBe(two.join(''))
})

test('a zone whose last line does not come is refused, once', () => {
  const { read, heard, clock } = listen()
  read(two[0] ?? '')
  clock.pass(999)
  expect(heard).toEqual([])
  clock.pass(1)
  clock.pass(10_000)
  expect(heard).toEqual(['refused'])
})

test('forgotten lines are not part of the next zone', () => {
  const { read, lines, heard, clock } = listen()
  read(two[0] ?? '')
  lines.forget()
  clock.pass(10_000)
  for (const text of two) read(text)
  expect(heard).toEqual([two.join('')])
})
