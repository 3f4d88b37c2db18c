import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { toBase64 } from '../../../src/shared/gm/bytes.ts'
import { purposeDigest } from '../../../src/shared/approval-code.ts'
import { writeCardContent } from '../../../src/shared/resident-card-content.ts'
import { writeTravelDocumentEvidence } from '../../../src/shared/travel-document-evidence.ts'
import type { CheckRequest } from '../../../src/shared/wire.ts'
import { benchCards } from '../../bench/cards.ts'
import { type DocumentOffice, openDocumentOffice } from '../../bench/chips/document-office.ts'
import { fileId } from '../../bench/chips/file-system.ts'
import { chipProfiles } from '../../bench/chips/profiles.ts'
import { seededRandom } from '../../bench/chips/random.fake.ts'
import { face } from '../factors/presented.fake.ts'
import { demoCustomNumber, demoPolicy } from '../relying-parties.ts'
import { register } from './office.fake.ts'
import { resultOnly } from './policy-terms.ts'
import { createCertificateRequest } from '../../../src/shared/gm/certificate.ts'
import { generateSm2KeyPair } from '../../../src/shared/gm/sm2.ts'
import { dynamicCode, type RunningPlatform, runPlatform, testSam, walletCode } from '../platform.fake.ts'
import {
  approvalRequest,
  approvedRequest,
  cardRequest,
  checkRequest,
  documentRequest,
  dynamicCodeRequest,
  enrolmentRequest,
  post,
  postJson,
  readReply,
  signed,
} from '../terminal.fake.ts'

/** What a terminal and its hall know and the platform must not: where it stands, what it was for, whose errand. */
const unknown = {
  place: '市民中心二楼三号机',
  address: '测试路 990 号',
  service: '居住证明打印',
  purpose: '购房资格核验',
  hall: 'hall-north-2',
}

/** Words that no table and no column may bear. */
const forbidden = new Set(
  [
    [
      'place',
      'places',
      'address',
      'addresses',
      'hall',
      'halls',
      'site',
      'city',
      'region',
      'latitude',
      'longitude',
    ],
    [
      'service',
      'services',
      'purpose',
      'reason',
      'errand',
      'business',
      'scene',
      'note',
      'comment',
      'title',
      'ip',
    ],
    ['agent', 'face', 'photo', 'image', 'picture', 'portrait', 'template', 'voiceprint', 'fingerprint'],
  ].flat(),
)

/** The consents to the service itself and to what is done with the face; and a digest under a salt that the terminal and the phone alone have. */
const harmless = new Set([
  'identities.service_consent',
  'identities.face_consent',
  'applications.service_consent',
  'applications.face_consent',
  'approvals.purpose',
])

let running: RunningPlatform
let documentOffice: DocumentOffice
const passport = chipProfiles['pace-brainpool']

beforeAll(async () => {
  documentOffice = openDocumentOffice(new Date(), seededRandom('no-place'))
  const { issuingState, documentNumber: number } = passport.entries
  const issued = { issuingState, number, birth: passport.holder.birth, person: 'test-1', reportedLost: false }
  running = await runPlatform(undefined, {
    documents: { trustedRoots: () => [documentOffice.root('utopia')], issued: () => [issued] },
  })
  const terms = { ...resultOnly, fields: ['name'] as const, keepDays: 1, ageMark: true }
  running.platform.store.policyTerms.put(demoCustomNumber, demoPolicy, terms)
})
afterAll(() => running.end())

const now = () => running.clock.now()
const code = (citizen: string) => walletCode(running, citizen)

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

/** Which of these stand in any file that the platform keeps, in the encodings that text takes on its way. */
function found(texts: readonly string[]): string[] {
  const everything = Buffer.concat(filesBelow(running.folder).map((file) => readFileSync(file)))
  return texts.filter((text) => isIn(everything, text))
}

function isIn(bytes: Buffer, text: string): boolean {
  const forms = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text)),
  ]
  return forms.some((form) => bytes.includes(form))
}

async function verdictOf(request: CheckRequest): Promise<string> {
  const response = await post(running.url, signed(running.terminal, request))
  if (response.status !== 200) return String(response.status)
  const message = new Uint8Array(await response.arrayBuffer())
  return readReply(running.platform.authority.root, message, now()).authResult
}

/** A check that a phone approves, for a purpose that the terminal shows and the platform must not learn. */
async function byApproval(): Promise<CheckRequest> {
  const { terminal, platform, url } = running
  const { request, codes } = approvalRequest(terminal, now())
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const offered = { ...request, purpose: purposeDigest(salt, unknown.purpose) }
  await post(url, signed(terminal, offered), 'application/cms', 'approvals')
  const opened = platform.openApproval('test-1', codes[0] ?? { step: 0, link: new Uint8Array(32) })
  const { digits } = await platform.approveApproval('test-1', opened.anchor)
  return approvedRequest(terminal, request, digits, now())
}

function byCard(): CheckRequest {
  const { text } = benchCards['test-1']
  const presented = writeCardContent({ kind: 'resident', text, samNumber: testSam })
  return cardRequest(running.terminal, presented, now())
}

function byTravelDocument(): CheckRequest {
  const { applicationFiles } = documentOffice.issue(passport).image
  const file = (fid: number) => applicationFiles.get(fid) ?? new Uint8Array()
  const [dg1, sod] = [file(0x0101), file(fileId.security)]
  const evidence = { access: 'pace', chipProof: 'not-offered', dg1, sod, compared: [1] } as const
  return documentRequest(running.terminal, writeTravelDocumentEvidence(evidence), now())
}

/** A guardian's code and then the child's, each for the same serial number. */
async function ofChild(): Promise<CheckRequest> {
  const { terminal, platform } = running
  const office = { store: platform.store, office: platform.citizens }
  const presentations = [face(platform, 'test-1')]
  const child = await register(office, 'test-7', { citizen: 'test-1', presentations }, 'test-1')
  const first = checkRequest(terminal, code('test-1'), now(), { request: { subject: 'child' } })
  const { bizSeq, timeStamp } = first
  const second = checkRequest(terminal, code(child), now(), { seal: { bizSeq, timeStamp } })
  return { ...first, evidence: [...first.evidence, ...second.evidence] }
}

function withRetention(): CheckRequest {
  const asked = { citizen: 'test-2', by: 'test-2', customNumber: demoCustomNumber, policy: demoPolicy }
  const given = running.platform.citizens.consent({ ...asked, fields: ['name'] })
  if ('refused' in given) throw new Error(given.refused)
  const { terminal } = running
  return checkRequest(terminal, code('test-2'), now(), { request: { retention: given.consent } })
}

/** Each way to be checked, once, and what can follow from a check. @returns what each came to */
async function playEveryMethod(): Promise<Record<string, string>> {
  const { terminal, platform } = running
  const digits = dynamicCode(running, 'test-3', terminal.number).code
  const came = {
    'wallet code': await verdictOf(checkRequest(terminal, code('test-1'), now())),
    'eight digits': await verdictOf(dynamicCodeRequest(terminal, digits, now())),
    approval: await verdictOf(await byApproval()),
    card: await verdictOf(byCard()),
    'travel document': await verdictOf(byTravelDocument()),
    child: await verdictOf(await ofChild()),
    retention: await verdictOf(withRetention()),
  }
  const { address, hall } = unknown
  const declared = {
    kind: 'data-leaked',
    begunAt: now() - 60_000,
    endedAt: now(),
    touches: 'everybody',
    // What nobody asked for is not kept, even where it is said.
    address,
    hall,
  } as const
  const incident = platform.citizens.declareIncident(declared)
  platform.citizens.reportIncident(incident)
  return came
}

/** Messages that try to tell the platform more than it may know, among ordinary ones. */
async function playScenes(): Promise<number[]> {
  const { terminal, url } = running
  const statuses: number[] = []
  const send = async (message: Uint8Array) => statuses.push((await post(url, message)).status)
  await send(signed(terminal, checkRequest(terminal, code('test-1'), now())))
  await send(signed(terminal, checkRequest(terminal, `WZ1:${'A'.repeat(56)}`, now())))
  for (const [member, value] of Object.entries(unknown)) {
    const request = { ...checkRequest(terminal, code('test-2'), now()), [member]: value }
    await send(signed(terminal, JSON.stringify(request)))
  }
  const headers = Object.fromEntries(
    Object.entries(unknown).map(([name, value]) => [`x-${name}`, encodeURIComponent(value)]),
  )
  const answer = await fetch(`${url}/v1/checks?${new URLSearchParams(unknown).toString()}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/cms',
      'user-agent': unknown.hall,
      referer: unknown.hall,
      ...headers,
    },
    body: Buffer.from(signed(terminal, checkRequest(terminal, code('test-3'), now()))),
  })
  statuses.push(answer.status)
  return statuses
}

describe('the platform knows neither place, service nor purpose', () => {
  test('after the scenes none of its files has them, nor the address that a terminal called from', async () => {
    const came = await playEveryMethod()
    expect(came).toEqual(Object.fromEntries(Object.keys(came).map((way) => [way, 'pass'])))
    expect(await playScenes()).toEqual([200, 200, 400, 400, 400, 400, 400, 200])
    expect(found([...Object.values(unknown), '127.0.0.1'])).toEqual([])
    const cardAddress = '测试省测试市'
    expect(found([cardAddress])).toEqual([])
    // The search finds what is there: who asked, which the citizen may read.
    expect(found(['示例政务服务机构'])).toEqual(['示例政务服务机构'])
  })

  test('a terminal that names its place when it enrols is certified under its random number alone', async () => {
    const keyPair = generateSm2KeyPair()
    const subject = { commonName: unknown.place, organisation: unknown.address }
    const request = toBase64(createCertificateRequest({ subject, keyPair }))
    const body = { ...enrolmentRequest(running.platform.enrolmentOffice.code), request }
    await postJson(`${running.url}/v1/terminals`, body)
    expect(found(Object.values(unknown))).toEqual([])
  })

  test('no table has a column for any of it', () => {
    const connection = new Database(path.join(running.folder, 'platform.db'), { readonly: true })
    const columns = z
      .array(z.object({ place: z.string() }))
      .parse(
        connection
          .prepare(
            `select m.name || '.' || c.name as place from sqlite_schema m join pragma_table_info(m.name) c
             where m.type = 'table'`,
          )
          .all(),
      )
      .map((row) => row.place)
    connection.close()
    expect(columns).toContain('checks.decided_at')
    const asked = columns.filter((column) => !harmless.has(column))
    expect(asked.filter((column) => column.split(/[._]/).some((word) => forbidden.has(word)))).toEqual([])
  })
})
