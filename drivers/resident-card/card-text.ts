import { type CardKind, textLength } from '../../src/shared/resident-card-content.ts'
import { cardKindOf, cardLayouts, fieldOf } from './card-layout.ts'
import {
  areCapitals,
  areDigits,
  hasCheckCharacter,
  isBlank,
  isCode,
  isDate,
  isForever,
  isText,
  isTextOrBlank,
  numberOf,
  standsIn,
} from './text-field.ts'

/** Which field of a card cannot be what it should be. Says nothing of what stands in it. */
export type CardTextFault =
  | 'length'
  | 'name'
  | 'sex'
  | 'nation'
  | 'birth'
  | 'address'
  | 'number'
  | 'issuer'
  | 'validity'
  | 'pass-number'
  | 'issue-count'
  | 'country'
  | 'version'
  | 'office'
  | 'renewals'
  | 'link'

export type CardTextCheck =
  | { readonly type: 'valid'; readonly kind: CardKind }
  | { readonly type: 'invalid'; readonly fault: CardTextFault }

/** The first fault whose check does not hold. */
type Checks = readonly (readonly [CardTextFault, boolean])[]

/** 0 unknown, 1 male, 2 female, 9 not told (GB/T 2261.1). */
function isSex(field: Uint8Array): boolean {
  return areDigits(field) && [0, 1, 2, 9].includes(numberOf(field))
}

/** 01 to 56, 97 other, 98 foreign origin (GB/T 3304). */
function isNation(field: Uint8Array): boolean {
  if (!areDigits(field)) return false
  const code = numberOf(field)
  return (code >= 1 && code <= 56) || code === 97 || code === 98
}

function isValidity(from: Uint8Array, to: Uint8Array): boolean {
  if (!isDate(from)) return false
  return isForever(to) || (isDate(to) && numberOf(from) <= numberOf(to))
}

/** 18 characters with a check character, and the card's own day of birth at its place (GB 11643). */
function isNumber(number: Uint8Array, birth: Uint8Array, birthAt = 6): boolean {
  return hasCheckCharacter(number) && standsIn(number, birthAt, birth)
}

/** 810000 Hong Kong, 820000 Macao, 830000 Taiwan. */
function isNumberArea(number: Uint8Array): boolean {
  return [810_000, 820_000, 830_000].includes(numberOf(number, 0, 6))
}

function citizenChecks(text: Uint8Array): Checks {
  const layout = cardLayouts.resident
  const birth = fieldOf(text, layout.birth)
  return [
    ['name', isText(fieldOf(text, layout.name))],
    ['sex', isSex(fieldOf(text, layout.sex))],
    ['birth', isDate(birth)],
    ['address', isText(fieldOf(text, layout.address))],
    ['number', isNumber(fieldOf(text, layout.number), birth)],
    ['issuer', isText(fieldOf(text, layout.issuer))],
    ['validity', isValidity(fieldOf(text, layout.from), fieldOf(text, layout.to))],
  ]
}

function residentChecks(text: Uint8Array): Checks {
  return [...citizenChecks(text), ['nation', isNation(fieldOf(text, cardLayouts.resident.nation))]]
}

function hongKongMacaoTaiwanChecks(text: Uint8Array): Checks {
  const layout = cardLayouts['hong-kong-macao-taiwan']
  const nation = fieldOf(text, layout.nation)
  return [
    ...citizenChecks(text),
    ['number', isNumberArea(fieldOf(text, layout.number))],
    // The card does not print it. That the field is then blank is inferred.
    ['nation', isBlank(nation) || isNation(nation)],
    ['pass-number', isCode(fieldOf(text, layout.passNumber))],
    ['issue-count', areDigits(fieldOf(text, layout.issueCount))],
  ]
}

function permanentResident2017Checks(text: Uint8Array): Checks {
  const layout = cardLayouts['permanent-resident-2017']
  const number = fieldOf(text, layout.number)
  return [
    ['name', isText(fieldOf(text, layout.englishName)) && isTextOrBlank(fieldOf(text, layout.chineseName))],
    ['sex', isSex(fieldOf(text, layout.sex))],
    // How its last digit is computed is not public.
    ['number', areCapitals(number, 0, 3) && areDigits(number, 3)],
    ['country', isCode(fieldOf(text, layout.country))],
    ['validity', isValidity(fieldOf(text, layout.from), fieldOf(text, layout.to))],
    ['birth', isDate(fieldOf(text, layout.birth))],
    ['version', isTextOrBlank(fieldOf(text, layout.version))],
    ['office', isTextOrBlank(fieldOf(text, layout.office))],
  ]
}

/** 9, province (2), country in digits (3), birth (8), sequence (3), check character. */
function isPermanentResidentNumber(number: Uint8Array, birth: Uint8Array): boolean {
  return isNumber(number, birth) && numberOf(number, 0, 1) === 9
}

function permanentResident2023Checks(text: Uint8Array): Checks {
  const layout = cardLayouts['permanent-resident-2023']
  const birth = fieldOf(text, layout.birth)
  const englishName =
    isText(fieldOf(text, layout.englishName)) && isTextOrBlank(fieldOf(text, layout.moreOfEnglishName))
  return [
    ['name', englishName && isTextOrBlank(fieldOf(text, layout.chineseName))],
    ['sex', isSex(fieldOf(text, layout.sex))],
    ['renewals', areDigits(fieldOf(text, layout.renewals))],
    ['birth', isDate(birth)],
    ['number', isPermanentResidentNumber(fieldOf(text, layout.number), birth)],
    ['validity', isValidity(fieldOf(text, layout.from), fieldOf(text, layout.to))],
    ['country', isCode(fieldOf(text, layout.country))],
    ['link', isTextOrBlank(fieldOf(text, layout.link))],
  ]
}

function checksOf(kind: CardKind, text: Uint8Array): Checks {
  switch (kind) {
    case 'resident':
      return residentChecks(text)
    case 'hong-kong-macao-taiwan':
      return hongKongMacaoTaiwanChecks(text)
    case 'permanent-resident-2017':
      return permanentResident2017Checks(text)
    case 'permanent-resident-2023':
      return permanentResident2023Checks(text)
  }
}

/**
 * Whether a card's text is whole: every field that has a form has it, and the number's check character and day of
 * birth agree with the rest. Whether the card is expired, and whose it is, is for the platform to say.
 * @param text 256 octets, UTF-16LE; only looked at
 */
export function checkCardText(text: Uint8Array): CardTextCheck {
  if (text.length !== textLength) return { type: 'invalid', fault: 'length' }
  const kind = cardKindOf(text)
  const failed = checksOf(kind, text).find(([, holds]) => !holds)
  return failed ? { type: 'invalid', fault: failed[0] } : { type: 'valid', kind }
}
