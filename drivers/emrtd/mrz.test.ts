import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { ascii } from './bytes.fake.ts'
import { bacSeedOf } from './document-key.ts'
import { hasKey, mrzKeyOfFields, readMrz } from './mrz.ts'

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** The samples of ICAO 9303-4 and 9303-5. */
const td3 = `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10`
const td1 = `I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<`
/** ICAO 9303-11, Appendix D.2: a document number of twelve characters. */
const longNumber = `I<UTOD23145890<7349<<<<<<<<<<<
3407127M9507122UTO<<<<<<<<<<<2
STEVENSON<<PETER<JOHN<<<<<<<<<`

function read(zone: string) {
  const result = readMrz(ascii(zone))
  if (result.type === 'refused') return result.reason
  const { format, information, composite } = result
  return { format, information: text(information), composite }
}

describe('the samples of ICAO 9303', () => {
  test('part 4, TD3', () => {
    expect(read(td3)).toEqual({ format: 'TD3', information: 'L898902C3674081221204159', composite: true })
  })

  test('part 5, TD1', () => {
    expect(read(td1)).toEqual({ format: 'TD1', information: 'D23145890774081221204159', composite: true })
  })

  test('part 11, Appendix D.2, a number that goes on in the optional field', () => {
    const result = readMrz(ascii(longNumber))
    if (result.type === 'refused') throw new TypeError(result.reason)
    expect(text(result.information)).toBe('D23145890734934071279507122')
    expect(result.composite).toBe(true)
    expect(toHex(bacSeedOf(result.information))).toBe('b366ad857ddca2b08c0e299811714730')
  })
})

describe('a machine readable zone', () => {
  test('is read without line ends and with those of any system', () => {
    expect(read(td3.replace('\n', ''))).toEqual(read(td3))
    expect(read(`${td1.replaceAll('\n', '\r\n')}\r\n`)).toEqual(read(td1))
  })

  test('is left as it was', () => {
    const zone = ascii(td3.replace('7408122', '74O8I22'))
    readMrz(zone)
    expect(text(zone)).toContain('74O8I22')
  })

  test('has digits where only digits may stand', () => {
    expect(read(td3.replace('7408122', '74OBI2Z'))).toEqual(read(td3))
    expect(read(td1.replace('1204159', 'L2Q4IS9'))).toEqual(read(td1))
  })

  test('has its number put right where the check digit proves it', () => {
    expect(read(td3.replace('L898902C3', 'L8989O2C3'))).toEqual(read(td3))
    expect(read(td3.replace('L898902C36', 'L898902C3G'))).toEqual(read(td3))
  })

  test('is refused when its number can be put right in two ways', () => {
    const number = 'AOCD0EFHJ'
    const right = mrzKeyOfFields({ number: ascii(number), birth: ascii('740812'), expiry: ascii('120415') })
    if (right.type === 'refused') throw new TypeError(right.reason)
    const digit = text(right.information).slice(9, 10)
    expect(read(td3.replace('L898902C36', `${number}${digit}`))).toMatchObject({ format: 'TD3' })
    // Both noughts have the same weight: either may have been the letter.
    expect(read(td3.replace('L898902C36', `A0CD0EFHJ${digit}`))).toBe('document-number')
  })

  test.each([
    ['length', td3.slice(1)],
    ['length', `${td3}<`],
    ['length', '<'.repeat(10_000)],
    ['length', ''],
    ['character', td3.replace('ANNA', 'anna')],
    ['character', td3.replace('ANNA', 'AÖNA')],
    ['document-number', td3.replace('L898902C36', 'L898902C37')],
    ['document-number', longNumber.replace('7349', '7348')],
    ['document-number', longNumber.replace('<7349', '<<<<<')],
    ['birth', td3.replace('7408122', '7408123')],
    ['birth', td3.replace('7408122', '7413124')],
    ['expiry', td3.replace('1204159', '1204158')],
    ['expiry', td3.replace('1204159', '<<<<<<0')],
  ])('is refused for its %s', (reason, zone) => {
    expect(read(zone)).toBe(reason)
  })

  test('may leave the date of birth unknown', () => {
    expect(read(td3.replace('7408122', '74<<<<1'))).toMatchObject({ information: 'L898902C3674<<<<11204159' })
  })

  test('says when only the check digit over all of it fails', () => {
    expect(read(td3.replace('<<<10', '<<<14'))).toMatchObject({ composite: false })
  })

  test('never breaks what reads it, whatever it is', () => {
    const alphabet = ascii('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<')
    const characters = fc.array(fc.nat(alphabet.length - 1), { minLength: 88, maxLength: 90 })
    fc.assert(
      fc.property(characters, (indexes) => {
        const zone = Uint8Array.from(indexes, (index) => alphabet[index] ?? 0)
        expect(['read', 'refused']).toContain(readMrz(zone).type)
      }),
      { numRuns: 1_000 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['read', 'refused']).toContain(readMrz(bytes).type)
      }),
      { numRuns: 2_000 },
    )
  })

  test('with one character of its fields read wrongly gives the right key or none', () => {
    const zone = td3.replace('\n', '')
    const pairs = ['0O', '1I', '2Z', '5S', '8B', 'O0', 'I1', 'Z2', 'S5', 'B8']
    const keys = new Set<string>()
    for (let index = 44; index < 88; index++) {
      const pair = pairs.find((pair) => pair.startsWith(zone.charAt(index)))
      if (!pair) continue
      const result = read(`${zone.slice(0, index)}${pair.slice(1)}${zone.slice(index + 1)}`)
      keys.add(typeof result === 'string' ? result : result.information)
    }
    keys.delete('document-number')
    expect([...keys]).toEqual(['L898902C3674081221204159'])
  })
})

describe('three fields that were typed', () => {
  const typed = (number: string, birth: string, expiry: string) => {
    const result = mrzKeyOfFields({ number: ascii(number), birth: ascii(birth), expiry: ascii(expiry) })
    return result.type === 'read' ? text(result.information) : result.reason
  }

  test('give the same key as the zone', () => {
    expect(typed('L898902C', '690806', '940623')).toBe('L898902C<369080619406236')
    expect(typed('d23145890', '740812', '120415')).toBe('D23145890774081221204159')
    expect(typed('D23145890734', '340712', '950712')).toBe('D23145890734934071279507122')
  })

  test.each([
    ['document-number', '', '690806', '940623'],
    ['document-number', 'L89 902C', '690806', '940623'],
    ['document-number', 'A'.repeat(23), '690806', '940623'],
    ['birth', 'L898902C', '691306', '940623'],
    ['birth', 'L898902C', '69080', '940623'],
    ['expiry', 'L898902C', '690806', '940632'],
    ['expiry', 'L898902C', '690806', '9406O3'],
  ])('are refused for the %s', (reason, number, birth, expiry) => {
    expect(typed(number, birth, expiry)).toBe(reason)
  })
})

test('a zone is told from that of another document', () => {
  expect(hasKey(ascii(td3.replace('\n', '')), ascii('L898902C3674081221204159'))).toBe(true)
  expect(hasKey(ascii(td3.replace('\n', '')), ascii('L898902C<369080619406236'))).toBe(false)
  expect(hasKey(ascii('P<UTO'), ascii('L898902C3674081221204159'))).toBe(false)
})
