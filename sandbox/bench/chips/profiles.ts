import { status } from './apdu.ts'
import type { CipherName } from './block-ciphers.ts'
import type { ChipBehaviour } from './chip-image.ts'
import type { CurveName } from './curves.ts'
import type { SecurityObjectProfile, StructureVersion } from './data-groups.ts'
import type { AuthorityProfile } from './issuing-authority.ts'
import type { DocumentEntries, Holder } from './mrz.ts'
import type { HashName } from './object-identifiers.ts'
import type { PaceOption } from './pace.ts'
import { type ChipProfileId, chipProfileIds } from './profile-ids.ts'

export { type ChipProfileId, chipProfileIds }

export const authorityIds = ['china', 'utopia', 'utopia-pss'] as const
export type AuthorityId = (typeof authorityIds)[number]

/** What is wrong with a document that looks right. A foreign issuer has the genuine one's names, not its keys. */
export type Forgery = 'none' | 'altered-dg1' | 'foreign-issuer'

/** A kind of document. One more is one more of these. */
export interface ChipProfile {
  readonly name: string
  readonly zone: 'passport' | 'card'
  readonly holder: Holder
  readonly entries: Omit<DocumentEntries, 'expiry'>
  /** Years from now until it expires; negative for one that has. */
  readonly validYears: number
  readonly authority: AuthorityId
  readonly version: StructureVersion
  readonly securityObject: SecurityObjectProfile
  readonly basicAccess: boolean
  readonly pace: readonly PaceOption[]
  readonly cardAccessNumber: string | null
  readonly activeAuthentication:
    | { readonly kind: 'rsa'; readonly bits: number; readonly hash: HashName }
    | { readonly kind: 'ecdsa'; readonly curve: CurveName; readonly hash: HashName }
    | null
  readonly chipAuthentication: {
    readonly cipher: CipherName
    readonly curve: CurveName
    readonly keyId: number | null
  } | null
  /** Bytes of noise in DG2. */
  readonly imageLength: number
  readonly behaviour: ChipBehaviour
  readonly forgery: Forgery
  /** A clone has the right files, and other private keys than they name. */
  readonly clone: boolean
}

const holder: Holder = { surname: 'CESHI', givenNames: 'YI', nationality: 'CHN', birth: '840512', sex: 'M' }
/** Surname and given names are long enough to be looked for by themselves in memory. */
const utopian: Holder = {
  surname: 'SHIYANRENWU',
  givenNames: 'ZHICUNZAIYUCESHI',
  nationality: 'UTO',
  birth: '850615',
  sex: 'M',
}

const plainBehaviour: ChipBehaviour = {
  extendedLength: false,
  maximumCommand: 255,
  maximumReply: 256,
  overlongRead: 'truncated',
  endOfFile: 'shorter',
  delivery: 'whole',
  replyBlock: 256,
  refusesSelectWithLe: false,
  selectsBeforeAccess: true,
  selectMasterFile: status.ok,
  replyMilliseconds: 0,
}

/** Roots have keys on curves, which are made in an instant: a terminal has to trust them before anything is issued. */
export const authorities: Readonly<Record<AuthorityId, AuthorityProfile>> = {
  china: {
    country: 'CN',
    organisation: 'Bench of tests',
    root: { kind: 'ecdsa', hash: 'sha256', curve: 'prime256v1', parameters: 'named' },
    documentSigner: { kind: 'rsa-pkcs1', hash: 'sha256', bits: 2048 },
  },
  utopia: {
    country: 'UT',
    organisation: 'Utopian bench of tests',
    root: { kind: 'ecdsa', hash: 'sha384', curve: 'brainpoolP384r1', parameters: 'explicit' },
    documentSigner: { kind: 'ecdsa', hash: 'sha256', curve: 'brainpoolP256r1', parameters: 'explicit' },
  },
  'utopia-pss': {
    country: 'UT',
    organisation: 'Utopian bench of other tests',
    root: { kind: 'ecdsa', hash: 'sha512', curve: 'secp521r1', parameters: 'named' },
    documentSigner: { kind: 'rsa-pss', hash: 'sha256', bits: 2048 },
  },
}

const chinesePassport: ChipProfile = {
  name: 'Chinese passport',
  zone: 'passport',
  holder,
  entries: { documentCode: 'PO', issuingState: 'CHN', documentNumber: 'E00000000' },
  validYears: 5,
  authority: 'china',
  version: { structure: '0107', unicode: '040000' },
  securityObject: {
    hash: 'sha256',
    contentType: 'data',
    signerIdentifier: 'issuer-and-serial',
    version: null,
  },
  basicAccess: true,
  pace: [],
  cardAccessNumber: null,
  activeAuthentication: { kind: 'rsa', bits: 1024, hash: 'sha1' },
  chipAuthentication: null,
  imageLength: 12_000,
  behaviour: { ...plainBehaviour, selectsBeforeAccess: false, selectMasterFile: status.functionNotSupported },
  forgery: 'none',
  clone: false,
}

const paceBrainpool: ChipProfile = {
  name: 'Passport with PACE and chip authentication',
  zone: 'passport',
  holder: utopian,
  entries: { documentCode: 'P', issuingState: 'UTO', documentNumber: 'U00000001' },
  validYears: 5,
  authority: 'utopia',
  version: { structure: '0108', unicode: '040000' },
  securityObject: {
    hash: 'sha384',
    contentType: 'security-object',
    signerIdentifier: 'key-identifier',
    version: { structure: '0108', unicode: '040000' },
  },
  basicAccess: false,
  pace: [{ cipher: 'AES-256', group: 'brainpoolP384r1' }],
  cardAccessNumber: '000123',
  activeAuthentication: null,
  chipAuthentication: { cipher: 'AES-256', curve: 'brainpoolP256r1', keyId: null },
  imageLength: 18_000,
  behaviour: {
    ...plainBehaviour,
    extendedLength: true,
    maximumCommand: 1024,
    maximumReply: 2048,
    endOfFile: 'warning',
  },
  forgery: 'none',
  clone: false,
}

export const chipProfiles: Readonly<Record<ChipProfileId, ChipProfile>> = {
  'chinese-passport': chinesePassport,
  'pace-brainpool': paceBrainpool,
  'exit-entry-permit': {
    ...chinesePassport,
    name: '往来港澳通行证',
    zone: 'card',
    holder: { ...holder, givenNames: 'SAN', birth: '991120' },
    entries: { documentCode: 'CS', issuingState: 'CHN', documentNumber: 'CTEST0927' },
    securityObject: { ...chinesePassport.securityObject, contentType: 'security-object' },
    imageLength: 9_000,
    behaviour: { ...plainBehaviour, refusesSelectWithLe: true },
  },
  'slow-small-buffer': {
    ...paceBrainpool,
    name: 'Slow chip with a small buffer',
    zone: 'card',
    entries: { documentCode: 'I', issuingState: 'UTO', documentNumber: 'U0000003' },
    authority: 'utopia-pss',
    securityObject: {
      hash: 'sha1',
      contentType: 'security-object',
      signerIdentifier: 'issuer-and-serial',
      version: null,
    },
    version: { structure: '0107', unicode: '040000' },
    basicAccess: true,
    pace: [],
    cardAccessNumber: null,
    activeAuthentication: { kind: 'ecdsa', curve: 'prime256v1', hash: 'sha256' },
    chipAuthentication: { cipher: '3DES', curve: 'prime256v1', keyId: 1 },
    imageLength: 1_500,
    behaviour: {
      ...plainBehaviour,
      maximumReply: 112,
      endOfFile: 'exact-length',
      delivery: 'get-response',
      replyBlock: 64,
      replyMilliseconds: 25,
    },
  },
  clone: { ...chinesePassport, name: 'Clone of a Chinese passport', clone: true },
  'clone-chip-authentication': { ...paceBrainpool, name: 'Clone of a passport with PACE', clone: true },
  'forged-sod': { ...chinesePassport, name: 'Forged Chinese passport', forgery: 'foreign-issuer' },
  'altered-dg1': { ...chinesePassport, name: 'Altered Chinese passport', forgery: 'altered-dg1' },
  expired: {
    ...chinesePassport,
    name: 'Expired Chinese passport',
    entries: { ...chinesePassport.entries, documentNumber: 'E00000005' },
    validYears: -1,
  },
  'reported-lost': {
    ...chinesePassport,
    name: 'Chinese passport that was reported lost',
    entries: { ...chinesePassport.entries, documentNumber: 'E00000006' },
  },
}
