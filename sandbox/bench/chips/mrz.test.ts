import { expect, test } from 'vitest'
import { cardZone, checkDigit, passportZone } from './mrz.ts'

test('the passport of ICAO 9303-4, appendix B, but for its personal number', () => {
  const { lines, information } = passportZone(
    { surname: 'ERIKSSON', givenNames: 'ANNA MARIA', nationality: 'UTO', birth: '740812', sex: 'F' },
    { documentCode: 'P', issuingState: 'UTO', documentNumber: 'L898902C3', expiry: '120415' },
  )
  expect(lines[0]).toBe('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<')
  expect(lines[1]?.slice(0, 28)).toBe('L898902C36UTO7408122F1204159')
  expect(lines[1]?.length).toBe(44)
  expect(information).toBe('L898902C3674081221204159')
  expect(checkDigit('L898902C3674081221204159ZE184226B<<<<<1')).toBe('0')
})

test('the card of ICAO 9303-5, appendix B', () => {
  const { lines, information } = cardZone(
    { surname: 'ERIKSSON', givenNames: 'ANNA MARIA', nationality: 'UTO', birth: '740812', sex: 'F' },
    { documentCode: 'I', issuingState: 'UTO', documentNumber: 'D23145890', expiry: '120415' },
  )
  expect(lines).toEqual([
    'I<UTOD231458907<<<<<<<<<<<<<<<',
    '7408122F1204159UTO<<<<<<<<<<<6',
    'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  ])
  expect(information).toBe('D23145890774081221204159')
})
