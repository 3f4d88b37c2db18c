import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { getuid } from 'node:process'
import { z } from 'zod'
import { fromBase64 } from '../../src/shared/gm/bytes.ts'
import { parseCertificate } from '../../src/shared/gm/certificate.ts'
import { publicKeyOf } from '../../src/shared/gm/sm2-keys.ts'
import { writings } from '../canary/encodings.ts'
import { filesBelow } from '../canary/places.ts'
import { startDesktopSession } from './desktop-session.ts'
import type { Glass, Point } from './glass.ts'
import { type Home, journalOf, startInstalled } from './installed.ts'
import { eventually, expect, identityFileOf, type Layout, test, touchUntil } from './packaged-terminal.ts'

test.skip(getuid?.() !== 0, 'as root alone: a package is installed in a mount namespace')

const identitySchema = z.looseObject({
  protection: z.literal('system'),
  terminal: z.string().regex(/^\d{8}$/),
  key: z.base64(),
  terminalChain: z.array(z.base64()),
})

/** A home's identity as its terminal keeps it. */
function keptIn(home: Home): z.infer<typeof identitySchema> {
  return identitySchema.parse(JSON.parse(identityFileOf(home) ?? 'null'))
}

/**
 * Opens what Electron's safeStorage sealed with a secret of the key ring (`v11` of Chromium's os_crypt on Linux:
 * AES-128-CBC, with a key that PBKDF2 makes of the secret in one round).
 */
function openSealed(sealed: Uint8Array, secret: string): string {
  expect(Buffer.from(sealed.subarray(0, 3)).toString()).toBe('v11')
  const key = pbkdf2Sync(secret, 'saltysalt', 1, 16, 'sha1')
  const cipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16, 0x20))
  return Buffer.concat([cipher.update(sealed.subarray(3)), cipher.final()]).toString()
}

/** The files of a home that hold these octets in any writing: raw, in hexadecimal, in base64. */
function filesWith(home: Home, bytes: Uint8Array): string[] {
  const needles = writings('', bytes)
  return filesBelow(home.folder)
    .filter((path) => {
      const content = readFileSync(path)
      return needles.some((needle) => content.includes(Buffer.from(needle.bytes)))
    })
    .map((path) => relative(home.folder, path))
}

/** Goes by touches from the start screen to where a code is waited for. */
async function walkToReader(home: Home, glass: Glass, layout: Layout): Promise<void> {
  const after = journalOf(home).at(-1)?.seq ?? 0
  const touchFor = (place: Point, event: string) =>
    touchUntil(glass, place, event, () =>
      journalOf(home).some((row) => row.seq > after && row.event === event),
    )
  await touchFor(layout.start, 'journey.start')
  await touchFor(layout.agree, 'journey.consent')
  await touchFor(layout.self, 'journey.subject')
  await touchFor(layout.method, 'check.init')
}

test('with a key ring it enrols once, serves again after a restart, and no file tells its key to anybody else', async ({
  home,
  administrators,
  glass,
  layout,
}) => {
  test.setTimeout(120_000)
  const start = async (environment: Readonly<Record<string, string>>, withCode: boolean) =>
    startInstalled({
      home,
      administrators: await administrators({ withCode }),
      environment: { ...glass.environment, ...environment },
    })
  const lastRecord = () => journalOf(home).at(-1)?.seq ?? 0

  const session = await startDesktopSession(home, 'key-ring', 'a throw-away password')
  const first = await start(session.environment, true)
  try {
    await eventually(home, 'terminal.enrol.complete')
  } finally {
    await first.stop()
  }
  const kept = keptIn(home)
  const file = identityFileOf(home)

  // The key itself, as this user on this machine and nobody else can have it.
  const secret = await session.secretOf('passonly')
  const key = fromBase64(openSealed(fromBase64(kept.key), secret))
  const { publicKey } = parseCertificate(fromBase64(kept.terminalChain[0] ?? ''))
  expect(publicKeyOf(key)).toEqual(publicKey)
  // The same search finds what is there: the public key, in the file that holds the certificate.
  expect(filesWith(home, publicKey.subarray(1))).toEqual(['.config/passonly/terminal-identity.json'])
  expect(filesWith(home, key)).toEqual([])
  expect(filesWith(home, Buffer.from(secret))).toEqual([])

  // Another start, with no code left to enrol with.
  const afterFirst = lastRecord()
  const second = await start(session.environment, false)
  try {
    await eventually(home, 'terminal.start.complete', afterFirst)
    await walkToReader(home, glass, layout)
    await glass.expectDrawn('enrolled')
  } finally {
    await second.stop()
    await session.stop()
  }
  const events = journalOf(home)
    .filter(({ seq }) => seq > afterFirst)
    .map(({ event }) => event)
  expect(events.filter((event) => /^terminal\.(enrol|key|root|crash)|unavailable/.test(event))).toEqual([])
  expect(identityFileOf(home)).toBe(file)
  expect(filesWith(home, key)).toEqual([])

  // The same files with another key ring, as somebody has them who took the disk; then with none.
  const afterSecond = lastRecord()
  const other = await startDesktopSession(home, 'another-key-ring', 'another password')
  const third = await start(other.environment, true)
  try {
    const [unusable] = await eventually(home, 'terminal.key.unusable', afterSecond)
    expect(unusable?.fields).toEqual({ fault: 'damaged' })
  } finally {
    await third.stop()
    await other.stop()
  }
  const afterThird = lastRecord()
  const fourth = await start({}, true)
  try {
    const [unusable] = await eventually(home, 'terminal.key.unusable', afterThird)
    expect(unusable?.fields).toEqual({ fault: 'no-system-seal' })
  } finally {
    await fourth.stop()
  }
  expect(journalOf(home).filter(({ event }) => event === 'terminal.enrol.complete')).toHaveLength(1)
  expect(identityFileOf(home)).toBe(file)
})
