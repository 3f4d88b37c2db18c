import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { toBase64 } from '../../../src/shared/gm/bytes.ts'
import { createCertificateRequest } from '../../../src/shared/gm/certificate.ts'
import { generateSm2KeyPair } from '../../../src/shared/gm/sm2.ts'
import { type RunningPlatform, runPlatform, walletCode } from '../platform.fake.ts'
import { checkRequest, enrolmentRequest, post, postJson, signed } from '../terminal.fake.ts'

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
    ['agent', 'photo', 'image', 'picture', 'portrait', 'template', 'voiceprint', 'fingerprint'],
  ].flat(),
)

/** The consent to the service itself; and a digest under a salt that the terminal and the phone alone have. */
const harmless = new Set(['identities.service_consent', 'applications.service_consent', 'approvals.purpose'])

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
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

/** The scenes: an ordinary check, a failed one, and messages that try to tell the platform more than it may know. */
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
    expect(await playScenes()).toEqual([200, 200, 400, 400, 400, 400, 400, 200])
    expect(found([...Object.values(unknown), '127.0.0.1'])).toEqual([])
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
