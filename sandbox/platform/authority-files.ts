import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  fromPem,
  type GmCertificate,
  issueCertificate,
  type KeyUsage,
  parseCertificate,
  randomSerial,
  sandboxPolicyOid,
  toPem,
} from '../../src/shared/gm/certificate.ts'
import { generateSm2KeyPair, requireKeyPair, type Sm2KeyPair } from '../../src/shared/gm/sm2.ts'

/** A certificate with its private key. */
export interface Credential {
  readonly certificate: GmCertificate
  readonly keyPair: Sm2KeyPair
}

const names = ['root', 'issuing', 'signing', 'encryption'] as const
export type AuthorityCredentials = Readonly<Record<(typeof names)[number], Credential>>

const day = 86_400_000
const year = 365 * day

interface CertificateForm {
  readonly commonName: string
  readonly years: number
  readonly keyUsage: readonly KeyUsage[]
  readonly pathLength?: number
  readonly policies?: readonly string[]
}

/**
 * Platforms have two certificates of one name (双证书): one to sign with, one for others to seal under. A terminal
 * takes a reply only from a signer that bears the name of the certificate it seals under.
 */
const forms: Readonly<Record<(typeof names)[number], CertificateForm>> = {
  root: {
    commonName: 'PassOnly sandbox root',
    years: 20,
    keyUsage: ['keyCertSign', 'crlSign'],
    policies: [sandboxPolicyOid],
  },
  issuing: {
    commonName: 'PassOnly sandbox issuing authority',
    years: 15,
    keyUsage: ['keyCertSign', 'crlSign'],
    pathLength: 0,
  },
  signing: { commonName: 'PassOnly sandbox platform', years: 10, keyUsage: ['digitalSignature'] },
  encryption: { commonName: 'PassOnly sandbox platform', years: 10, keyUsage: ['keyEncipherment'] },
}

export const organisation = 'PassOnly sandbox'

/**
 * Validity from one day ago, so that a clock a little behind accepts what was issued a moment ago.
 * @param now ms
 */
export function validity(now: number, years: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const second = Math.floor(now / 1000) * 1000
  return { notBefore: new Date(second - day), notAfter: new Date(second + years * year) }
}

function makeCredential(form: CertificateForm, issuer: Credential | null, now: number): Credential {
  const keyPair = generateSm2KeyPair()
  const der = issueCertificate({
    subject: { commonName: form.commonName, organisation, country: 'CN' },
    ...(issuer && { issuer: issuer.certificate }),
    issuerKey: issuer?.keyPair ?? keyPair,
    publicKey: keyPair.publicKey,
    serial: randomSerial(),
    ...validity(now, form.years),
    isCa: form.keyUsage.includes('keyCertSign'),
    keyUsage: form.keyUsage,
    ...(form.pathLength !== undefined && { pathLength: form.pathLength }),
    ...(form.policies && { policies: form.policies }),
  })
  return { certificate: parseCertificate(der), keyPair }
}

/** A new authority: root → issuing → the platform's two certificates. */
export function makeAuthority(now: number): AuthorityCredentials {
  const root = makeCredential(forms.root, null, now)
  const issuing = makeCredential(forms.issuing, root, now)
  return {
    root,
    issuing,
    signing: makeCredential(forms.signing, issuing, now),
    encryption: makeCredential(forms.encryption, issuing, now),
  }
}

/**
 * Reads the authority's keys and certificates; makes them at first use.
 * @param folder must exist
 */
export async function openAuthority(folder: string, now: number): Promise<AuthorityCredentials> {
  const target = path.join(folder, 'authority')
  const found = await ifThere(() => readAuthority(target))
  if (found) return found
  const made = makeAuthority(now)
  await writeCredentials(
    target,
    names.map((name) => [name, made[name]]),
  )
  return made
}

/**
 * The root under which relying parties' servers are certified, kept like the authority's. No terminal is given it: what
 * it certifies can neither have evidence sealed for it nor answer a check.
 * @param folder must exist
 */
export async function openPartyAuthority(folder: string, now: number): Promise<Credential> {
  const target = path.join(folder, 'party-authority')
  const found = await ifThere(() => readCredential(target, 'root'))
  if (found) return found
  const form = { ...forms.root, commonName: 'PassOnly sandbox relying parties', pathLength: 0 }
  const made = makeCredential(form, null, now)
  await writeCredentials(target, [['root', made]])
  return made
}

/** A key is 32 octets, readable by its owner alone. The folder appears as a whole or not at all. */
async function writeCredentials(
  target: string,
  credentials: readonly (readonly [string, Credential])[],
): Promise<void> {
  const draft = `${target}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await chmod(draft, 0o700)
  for (const [name, { certificate, keyPair }] of credentials) {
    await writeFile(path.join(draft, `${name}.key`), keyPair.privateKey, { mode: 0o600 })
    await writeFile(path.join(draft, `${name}.pem`), toPem('CERTIFICATE', certificate.der))
  }
  await rename(draft, target)
}

async function readCredential(folder: string, name: string): Promise<Credential> {
  const privateKey = new Uint8Array(await readFile(path.join(folder, `${name}.key`)))
  const pem = await readFile(path.join(folder, `${name}.pem`), 'ascii')
  const certificate = parseCertificate(fromPem('CERTIFICATE', pem))
  const keyPair = { privateKey, publicKey: certificate.publicKey }
  requireKeyPair(keyPair)
  return { certificate, keyPair }
}

async function readAuthority(folder: string): Promise<AuthorityCredentials> {
  return {
    root: await readCredential(folder, 'root'),
    issuing: await readCredential(folder, 'issuing'),
    signing: await readCredential(folder, 'signing'),
    encryption: await readCredential(folder, 'encryption'),
  }
}

async function ifThere<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
