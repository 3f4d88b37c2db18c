import { X509Certificate } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { terminalConfigSchema } from '../src/shared/config.ts'
import { fromPem, parseCertificate } from '../src/shared/gm/certificate.ts'
import { linkFrameReader } from '../src/shared/virtual-link.ts'
import { isWalletCode } from '../src/shared/wallet-code.ts'
import { benchStateSchema, sentSchema } from './bench/api.ts'
import { chipProfileIds } from './bench/chips/profile-ids.ts'
import { noDocumentFaults } from './bench/document-faults.ts'
import { noFaults } from './bench/sam/faults.ts'
import { sidesSchema } from './four-sides/api.ts'
import { emptyPages } from './pages.fake.ts'
import { relyingParties } from './platform/relying-parties.ts'
import {
  checkRequest,
  dynamicCodeRequest,
  enrol,
  type FakeTerminal,
  post,
  postJson,
  readReply,
  signed,
} from './platform/terminal.fake.ts'
import { siteSchema } from './relying-party/api.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { citizensSchema, codeReplySchema, dynamicCodeReplySchema, phoneSchema } from './wallet/api.ts'

const ports = {
  platformPort: 0,
  walletPort: 0,
  benchPort: 0,
  virtualPort: 0,
  fourSidesPort: 0,
  threads: 0,
  approveByHand: false,
  unlimited: true,
  counter: false,
  scene: 'hall' as const,
}
let sandbox: Sandbox
let root: string
let terminal: FakeTerminal

beforeAll(async () => {
  const pages = await emptyPages()
  root = pages.root
  const terminalFolder = path.join(root, 'terminals')
  sandbox = await startSandbox({ folder: pages.folder, terminalFolder, ...ports }, pages.pages)
  terminal = await enrol(sandbox.ready.platform, (await state()).enrolmentCode)
})
beforeEach(async () => {
  await act('clock', { offsetMs: 0 })
})
afterAll(async () => {
  await sandbox.close()
  await rm(root, { recursive: true })
})

async function state() {
  return benchStateSchema.parse(await (await fetch(`${sandbox.ready.bench}/api/state`)).json())
}
const act = (name: string, body: unknown) => postJson(`${sandbox.ready.bench}/api/${name}`, body)

async function newCode(citizen = 'test-1') {
  return codeReplySchema.parse(
    await (await postJson(`${sandbox.ready.wallet}/api/codes`, { citizen })).json(),
  )
}

async function phone(citizen = 'test-1') {
  return phoneSchema.parse(await (await fetch(`${sandbox.ready.wallet}/api/phone?citizen=${citizen}`)).json())
}

async function check(code: string): Promise<string> {
  const { now } = await state()
  const response = await post(sandbox.ready.platform, signed(terminal, checkRequest(terminal, code, now)))
  const pem = await readFile(sandbox.ready.platformRoot, 'ascii')
  const anchor = parseCertificate(fromPem('CERTIFICATE', pem))
  return readReply(anchor, new Uint8Array(await response.arrayBuffer()), now).authResult
}

/** Reports that a device host would see while `during` runs, without the attach. */
async function reportsDuring(during: () => Promise<unknown>, count: number): Promise<Uint8Array[]> {
  const socket = connect(sandbox.ready.virtualDevicesPort, '127.0.0.1')
  const reports: Uint8Array[] = []
  const reader = linkFrameReader()
  socket.on('data', (chunk) =>
    reader.push(chunk, (frame) => frame.type === 'input' && reports.push(frame.bytes)),
  )
  await expect.poll(async () => (await state()).hosts.length).toBe(1)
  await during()
  await expect.poll(() => reports.length).toBe(count)
  socket.destroy()
  await expect.poll(async () => (await state()).hosts.length).toBe(0)
  return reports
}

function codeIn(reports: readonly Uint8Array[], dataAt = 5): string {
  return Buffer.concat(reports.map((report) => report.subarray(dataAt, dataAt + (report[1] ?? 0)))).toString(
    'latin1',
  )
}

describe('the wallet', () => {
  test('knows its citizens by name and 网号, never by identity number', async () => {
    const text = await (await fetch(`${sandbox.ready.wallet}/api/citizens`)).text()
    const { citizens } = citizensSchema.parse(JSON.parse(text))
    expect(citizens.map(({ name }) => name)).toEqual(['测试一', '测试二', '测试三'])
    expect(text).not.toContain('990000')
  })

  test('shows a code in the form that terminals look for, good for 60 s', async () => {
    const { code, issuedAt, expiresAt, state } = await newCode()
    expect(isWalletCode(Buffer.from(code, 'ascii'))).toBe(true)
    expect([expiresAt - issuedAt, state]).toEqual([60_000, 'valid'])
    expect((await phone()).code?.code).toBe(code)
  })

  test('sees its code used, and the check in its history', async () => {
    const { code } = await newCode('test-2')
    expect(await check(code)).toBe('pass')
    const { code: shown, history } = await phone('test-2')
    expect(shown?.state).toBe('used')
    expect(history).toMatchObject([{ verdict: 'pass', cause: null, relyingParty: '示例政务服务机构' }])
    expect((await phone('test-3')).history).toEqual([])
  })

  test('follows the platform’s clock', async () => {
    const { code } = await newCode()
    await act('clock', { offsetMs: 61_000 })
    expect((await phone()).code?.state).toBe('expired')
    expect(await check(code)).toBe('fail')
    expect((await phone()).history[0]).toMatchObject({ verdict: 'fail', cause: 'code-expired' })
  })

  test('shows eight digits for the terminal that was entered, the next ones, and that they were used', async () => {
    const take = (number: string) =>
      postJson(`${sandbox.ready.wallet}/api/dynamic-codes`, { citizen: 'test-3', terminal: number })
    expect((await phone('test-3')).dynamicCode).toBeNull()
    const first = dynamicCodeReplySchema.parse(await (await take(terminal.number)).json())
    expect(first).toMatchObject({ terminal: terminal.number, state: 'valid' })
    await act('clock', { offsetMs: first.expiresAt - first.now })
    const { dynamicCode } = await phone('test-3')
    expect(dynamicCode?.state).toBe('valid')
    expect(dynamicCode?.code).not.toBe(first.code)
    const { now } = await state()
    const request = dynamicCodeRequest(terminal, dynamicCode?.code ?? '', now)
    expect((await post(sandbox.ready.platform, signed(terminal, request))).status).toBe(200)
    expect((await phone('test-3')).dynamicCode?.state).toBe('used')
    expect((await phone('test-3')).history).toMatchObject([{ verdict: 'pass', cause: null }])
  })

  test('stops showing new digits two minutes after the terminal was entered', async () => {
    const body = { citizen: 'test-2', terminal: terminal.number }
    await postJson(`${sandbox.ready.wallet}/api/dynamic-codes`, body)
    await act('clock', { offsetMs: 150_000 })
    expect((await phone('test-2')).dynamicCode?.state).toBe('expired')
  })

  test('says that no terminal has a number, and takes nothing that is none', async () => {
    const take = async (number: string) => {
      const body = { citizen: 'test-1', terminal: number }
      const response = await postJson(`${sandbox.ready.wallet}/api/dynamic-codes`, body)
      return [response.status, await response.json()]
    }
    const unused = terminal.number === '00000000' ? '00000001' : '00000000'
    expect(await take(unused)).toEqual([404, { code: 'terminal-unknown' }])
    expect(await take('1234567')).toEqual([400, { code: 'malformed' }])
  })

  test('knows nobody else', async () => {
    expect((await postJson(`${sandbox.ready.wallet}/api/codes`, { citizen: 'nobody' })).status).toBe(404)
    expect((await postJson(`${sandbox.ready.wallet}/api/codes`, { citizen: 7 })).status).toBe(400)
    expect((await fetch(`${sandbox.ready.wallet}/api/phone`)).status).toBe(400)
  })
})

describe('the bench’s card reader', () => {
  const reader = async () => (await state()).reader

  test('is plugged in, has nothing on it and nothing wrong with it', async () => {
    expect(await reader()).toEqual({ plugged: true, card: null, faults: noFaults, asked: [] })
  })

  test('takes a card, another one, and gives it back', async () => {
    await act('card/lay', { card: 'test-1' })
    await act('card/lay', { card: 'expired' })
    expect((await reader()).card).toBe('expired')
    await act('card/lift', {})
    expect((await reader()).card).toBeNull()
  })

  test('is pulled and plugged in again', async () => {
    await act('sam/unplug', {})
    expect((await reader()).plugged).toBe(false)
    await act('sam/plug', {})
    expect((await reader()).plugged).toBe(true)
  })

  test('has the faults that are named, and no longer those that were named before', async () => {
    await act('sam/faults', { silent: true })
    await act('sam/faults', { damaged: true, slowness: 4 })
    expect((await reader()).faults).toEqual({ ...noFaults, damaged: true, slowness: 4 })
    await act('sam/faults', {})
    expect((await reader()).faults).toEqual(noFaults)
  })

  test.each([
    ['card/lay', {}],
    ['card/lay', { card: 'nobody' }],
    ['card/lay', { card: 'test-1', host: 1 }],
    ['sam/faults', { slow: true }],
    ['sam/faults', { slowness: 0 }],
    ['sam/faults', { pieces: 0 }],
  ])('does nothing at %s with %j', async (name, body) => {
    expect((await act(name, body)).status).toBe(400)
    expect(await reader()).toMatchObject({ card: null, faults: noFaults })
  })
})

describe('the bench’s travel documents', () => {
  const documentReader = async () => (await state()).documentReader
  const nothing = { plugged: true, document: null, faults: noDocumentFaults, commands: 0, vpcd: null }

  test('lie beside a contactless reader that is plugged in and has nothing wrong with it', async () => {
    expect(await documentReader()).toEqual(nothing)
  })

  test('are laid down and lifted, and stay where they are when the reader is pulled', async () => {
    expect((await act('document/lay', { document: 'pace-brainpool' })).status).toBe(200)
    await act('document/unplug', {})
    expect(await documentReader()).toMatchObject({ plugged: false, document: 'pace-brainpool' })
    await act('document/plug', {})
    await act('document/lift', {})
    expect(await documentReader()).toEqual(nothing)
  })

  test('have the faults that are named, and are carried where a service waits', async () => {
    await act('document/faults', { liftedAt: 7 })
    await act('document/faults', { slowness: 50 })
    await act('document/vpcd', { port: 1 })
    expect(await documentReader()).toMatchObject({
      faults: { liftedAt: null, slowness: 50 },
      vpcd: { port: 1, connected: false },
    })
    await act('document/faults', {})
    await act('document/vpcd', { port: null })
    expect(await documentReader()).toEqual(nothing)
  })

  test('come with what a person types to open them', async () => {
    const { documents } = await state()
    expect(documents.map(({ id }) => id)).toEqual(chipProfileIds)
    const expiry = `${String((new Date().getUTCFullYear() + 5) % 100).padStart(2, '0')}0630`
    expect(documents[0]).toEqual({
      id: 'chinese-passport',
      documentNumber: 'E00000000',
      birth: '840512',
      expiry,
    })
  })

  test('are read by the scanner, as print', async () => {
    const reports = await reportsDuring(() => act('scan', { mrz: 'exit-entry-permit' }), 2)
    const lines = codeIn(reports).split('\r')
    expect(lines.map((line) => line.length)).toEqual([30, 30, 30])
    expect(lines[0]).toBe('CSCHNCTEST09274<<<<<<<<<<<<<<<')
    expect(Buffer.from(reports[0] ?? []).toString('latin1', 2, 5)).toBe(']o1')
  })

  test('are issued by authorities that a terminal finds in a folder', async () => {
    const files = await readdir(sandbox.ready.documentTrust)
    expect(files.sort()).toEqual(['china.cer', 'utopia-pss.cer', 'utopia.cer'])
    const names = await Promise.all(
      files.map(async (name) => {
        const { ca, subject } = new X509Certificate(
          await readFile(path.join(sandbox.ready.documentTrust, name)),
        )
        return ca && subject.includes('Test CSCA')
      }),
    )
    expect(names).toEqual([true, true, true])
  })

  test.each([
    ['document/lay', {}],
    ['document/lay', { document: 'diplomatic-passport' }],
    ['document/faults', { liftedAt: 0 }],
    ['document/faults', { slowness: -1 }],
    ['document/vpcd', {}],
    ['document/vpcd', { port: 0 }],
    ['document/vpcd', { port: 1, host: 'elsewhere.test' }],
    ['scan', { mrz: 'diplomatic-passport' }],
    ['scan', { mrz: 'chinese-passport', text: 'x' }],
  ])('do nothing at %s with %j', async (name, body) => {
    expect((await act(name, body)).status).toBe(400)
    expect(await documentReader()).toEqual(nothing)
  })
})

describe('the bench', () => {
  test('lets the virtual scanner read what a phone shows', async () => {
    const { code } = await newCode()
    const reports = await reportsDuring(() => act('scan', { wallet: 'test-1' }), 2)
    expect(codeIn(reports)).toBe(code)
  })

  test('reads a used code again as it stands, and a new one when asked for', async () => {
    const { code } = await newCode()
    await check(code)
    expect(codeIn(await reportsDuring(() => act('scan', { wallet: 'test-1' }), 2))).toBe(code)
    const fresh = codeIn(await reportsDuring(() => act('scan', { wallet: 'test-1', fresh: true }), 2))
    expect(fresh).not.toBe(code)
    expect(await check(fresh)).toBe('pass')
  })

  test('reads any text, any bytes, half a code, and a report that is none', async () => {
    expect(codeIn(await reportsDuring(() => act('scan', { text: 'https://例.test' }), 1))).toContain(
      'https://',
    )
    expect(codeIn(await reportsDuring(() => act('scan', { base64: 'AP8B' }), 1))).toBe('\u0000ÿ\u0001')
    expect(await reportsDuring(() => act('scan', { text: '' }), 1)).toHaveLength(1)
    expect(await reportsDuring(() => act('scan', { text: 'x'.repeat(10_240) }), 183)).toHaveLength(183)
    const half = await reportsDuring(() => act('scan-partial', { text: 'x'.repeat(100) }), 1)
    expect(half[0]?.[63]).toBe(1)
    expect(await reportsDuring(() => act('report', { base64: 'Av9d' }), 1)).toEqual([
      new Uint8Array([2, 255, 0x5d]),
    ])
  })

  test('plugs in another make for the scan that asks for it', async () => {
    const [report] = await reportsDuring(() => act('scan', { layout: 'B', text: 'b' }), 1)
    expect([...(report ?? [])].slice(0, 3)).toEqual([2, 1, 98])
    expect((await state()).scanner).toMatchObject({ plugged: true, layout: 'B' })
    await act('plug', { layout: 'A' })
  })

  test('makes the scanner slow and disturbed, and says so; what no scanner can be is refused', async () => {
    const faults = async () => (await state()).scanner.faults
    await act('scanner/faults', { slowness: 20 })
    expect(await faults()).toEqual({ slowness: 20, noise: 0 })
    expect(codeIn(await reportsDuring(() => act('scan', { text: 'x'.repeat(100) }), 2))).toBe('x'.repeat(100))
    await act('scanner/faults', { noise: 1 })
    expect(await faults()).toEqual({ slowness: 0, noise: 1 })
    // The answer counts what was scanned, and not what came in between.
    expect(await reportsDuring(() => act('scan', { text: 'x' }), 3)).toHaveLength(3)
    const wrong = [{ noise: 1.5 }, { noise: -1 }, { slowness: 0.5 }, { slowness: 10_001 }, { speed: 1 }]
    for (const given of wrong) expect((await act('scanner/faults', given)).status).toBe(400)
    expect((await act('document/faults', { noise: 2 })).status).toBe(400)
    await act('scanner/faults', {})
    expect(await faults()).toEqual({ slowness: 0, noise: 0 })
  })

  test('says so when nobody got the scan', async () => {
    const sent = sentSchema.parse(await (await act('scan', { text: 'x' })).json())
    expect(sent).toEqual({ hosts: 0, reports: 1 })
    await act('unplug', {})
    expect((await state()).scanner.plugged).toBe(false)
    await act('plug', {})
  })

  test('takes the platform off the network and puts it back at the same address', async () => {
    expect((await act('platform', { up: false })).status).toBe(200)
    await expect(post(sandbox.ready.platform, Uint8Array.of(1))).rejects.toThrow('fetch failed')
    expect((await state()).platform).toEqual({ up: false, url: sandbox.ready.platform })
    await act('platform', { up: true })
    expect((await post(sandbox.ready.platform, Uint8Array.of(1))).status).toBe(400)
  })

  test('shows the operator each terminal, with the bench’s reader enrolled for it, and nothing of where it is', async () => {
    expect((await state()).terminals).toContainEqual({
      number: terminal.number,
      state: 'approved',
      sam: true,
    })
  })

  test('withdraws and enrols a terminal’s reader, and revokes it', async () => {
    const other = await enrol(sandbox.ready.platform, (await state()).enrolmentCode)
    const body = { terminal: other.number }
    const shown = async () => (await state()).terminals.find(({ number }) => number === other.number)
    expect((await act('terminals/withdraw-sam', body)).status).toBe(200)
    expect(await shown()).toMatchObject({ sam: false })
    await act('terminals/enrol-sam', body)
    await act('terminals/approve', body)
    expect(await shown()).toEqual({ number: other.number, state: 'approved', sam: true })
    await act('terminals/revoke', body)
    expect(await shown()).toMatchObject({ state: 'revoked' })
    const response = await post(
      sandbox.ready.platform,
      signed(other, checkRequest(other, (await newCode()).code, (await state()).now)),
    )
    expect([response.status, await response.json()]).toEqual([403, { code: 'terminal-revoked' }])
  })

  test.each(['approve', 'revoke', 'enrol-sam', 'withdraw-sam'])(
    'knows no terminal to %s that is none',
    async (step) => {
      const unknown = await act(`terminals/${step}`, { terminal: '00000000' })
      expect([unknown.status, await unknown.json()]).toEqual([404, { code: 'terminal-unknown' }])
      expect((await act(`terminals/${step}`, { terminal: 'x' })).status).toBe(400)
    },
  )

  test('reissues the enrolment code', async () => {
    const before = (await state()).enrolmentCode
    await act('enrolment-code', {})
    expect((await state()).enrolmentCode).not.toBe(before)
  })

  test.each<[string, string, unknown]>([
    ['nothing to scan', 'scan', {}],
    ['two things to scan', 'scan', { text: 'x', wallet: 'test-1' }],
    ['an unknown layout', 'scan', { text: 'x', layout: 'Z' }],
    ['a member too many', 'unplug', { now: true }],
    ['an offset that is no number', 'clock', { offsetMs: '61' }],
    ['an offset beyond all bounds', 'clock', { offsetMs: 1e15 }],
  ])('refuses %s', async (_what, name, body) => {
    expect((await act(name, body)).status).toBe(400)
  })
})

describe('the relying parties', () => {
  test('are told with their numbers and names, each with a site of its own', async () => {
    const { relyingParties: told } = sandbox.ready
    const sites = await Promise.all(
      told.map(async ({ site }) => siteSchema.parse(await (await fetch(`${site}/api/site`)).json())),
    )
    expect(sites.map(({ kind }) => relyingParties[kind].name)).toEqual(told.map(({ name }) => name))
    expect(sites.map(({ customNumber }) => customNumber)).toEqual(
      told.map(({ customNumber }) => customNumber),
    )
    expect(new Set(sites.map(({ kind }) => kind))).toEqual(new Set(Object.keys(relyingParties)))
  })

  test('stand on the four-sided page: who asked was told of the check, and nobody else', async () => {
    const { code } = await newCode()
    const request = checkRequest(terminal, code, (await state()).now)
    await post(sandbox.ready.platform, signed(terminal, request))
    await noteInJournal(request.bizSeq)
    const told = () => fetch(`${sandbox.ready.fourSides}/api/sides?bizSeq=${request.bizSeq}`)
    const rows = async () =>
      sidesSchema
        .parse(await (await told()).json())
        .relyingParties.map(({ name, rows }) => [name, rows.map(({ table }) => table)])
    const expected = Object.values(relyingParties).map(({ name }) => [
      name,
      name === relyingParties.hall.name ? ['deliveries'] : [],
    ])
    await vi.waitFor(async () => expect(await rows()).toEqual(expected))
  })

  /** What the hall's terminal would note of a check that it began. */
  async function noteInJournal(bizSeq: string): Promise<void> {
    const folder = sandbox.ready.terminalFolder ?? ''
    await mkdir(folder, { recursive: true })
    const journal = new Database(path.join(folder, 'journal.db'))
    journal.exec('create table record (seq integer primary key, time integer, event text, fields text)')
    const fields = JSON.stringify({ bizSeq, authMode: 'R01' })
    journal.prepare("insert into record (time, event, fields) values (1, 'check.init', ?)").run(fields)
    journal.close()
  }
})

describe('a scene', () => {
  const setUp = async (scene: string) => {
    const response = await postJson(`${sandbox.ready.fourSides}/api/stage`, { scene })
    return [response.status, await response.json()]
  }
  const config = async () =>
    terminalConfigSchema.parse(JSON.parse(await readFile(sandbox.ready.terminalConfig, 'utf8')))

  test('is set up on the four-sided page, with whom its relying party awaits', async () => {
    expect(await setUp('exam')).toEqual([200, {}])
    const { services } = await config()
    expect(services[0]?.awaits?.expected).toMatch(/^[0-9A-Za-z]{32}$/)
    expect(await setUp('hall')).toEqual([200, {}])
  })

  test('is not set up where its relying party cannot ask the platform, and says why', async () => {
    const before = await config()
    await act('clock', { offsetMs: 600_000 })
    expect(await setUp('exam')).toEqual([409, { code: 'stage', fault: 'site' }])
    expect(await config()).toEqual(before)
  })
})

describe('a page of another site', () => {
  const askWith = async (address: string, headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(address)
      const asked = request({ hostname, port, path: '/api/state', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.on('error', reject)
      asked.end()
    })

  test.each(['bench', 'wallet'] as const)('cannot drive the %s', async (name) => {
    const address = sandbox.ready[name]
    const { host } = new URL(address)
    expect(await askWith(address, { host: 'evil.test' })).toBe(403)
    expect(await askWith(address, { host: `127.0.0.1.evil.test` })).toBe(403)
    expect(await askWith(address, { origin: 'https://evil.test' })).toBe(403)
    expect(await askWith(address, { origin: 'null' })).toBe(403)
    expect(await askWith(address, { origin: `http://${host}` })).not.toBe(403)
    const simple = await fetch(`${address}/api/codes`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"citizen":"test-1"}',
    })
    expect([400, 404, 415]).toContain(simple.status)
  })
})

test('the pages come with a strict policy and nothing else comes from the folder', async () => {
  const response = await fetch(sandbox.ready.wallet)
  expect(await response.text()).toContain('<title>wallet</title>')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
  expect((await fetch(`${sandbox.ready.wallet}/assets/page.js`)).headers.get('content-type')).toContain(
    'javascript',
  )
  for (const path of ['/../kept/platform.db', '/assets/..%2f..%2fkept/platform.db', '/bench/index.html']) {
    expect((await fetch(`${sandbox.ready.wallet}${path}`)).status).toBe(404)
  }
})

test('everything listens on the loopback, and the terminal’s configuration names the platform', async () => {
  const { platform, wallet, bench, terminalConfig } = sandbox.ready
  for (const address of [platform, wallet, bench]) expect(new URL(address).hostname).toBe('127.0.0.1')
  const config = terminalConfigSchema.parse(JSON.parse(await readFile(terminalConfig, 'utf8')))
  expect(config.platform.url).toBe(platform)
})

test('after a check the platform’s files know neither hall nor service nor window', async () => {
  const { code } = await newCode()
  expect(await check(code)).toBe('pass')
  const { folder, terminalConfig } = sandbox.ready
  const { hall, services } = terminalConfigSchema.parse(JSON.parse(await readFile(terminalConfig, 'utf8')))
  const words = [hall.name, ...services.map(({ title }) => title)].flatMap((text) => Object.values(text))
  const ids = services.map(({ id }) => id)
  const kept = await Promise.all(
    ['platform.db', 'platform.db-wal'].map((name) => readFile(path.join(folder, name))),
  )
  const known = (word: string) => kept.some((bytes) => bytes.includes(word))
  expect([...words, ...ids].filter(known)).toEqual([])
  expect(known(terminal.number)).toBe(true)
})
