import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { concatBytes } from '../../src/shared/gm/bytes.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from '../../src/shared/gm/der.ts'
import { digestOf, type HashName } from './hash.ts'
import { writeTlv } from './tlv.ts'

/** Which key to make; the names are OpenSSL's. */
export type KeyKind = 'rsa' | { readonly curve: string; readonly explicit?: boolean }

export interface Issued {
  /** DER of the certificate. */
  readonly certificate: Uint8Array
  readonly pem: string
  readonly keyFile: string
  readonly certificateFile: string
}

/** An issuing authority of an invented country, made with the openssl command: a maker that shares nothing with us. */
export interface FakeAuthority extends Issued {
  /** A certificate for a document signer. */
  signer(
    kind: KeyKind,
    more?: { readonly extensions?: string; readonly arguments?: readonly string[] },
  ): Issued
}

export interface Workshop {
  authority(kind: KeyKind, more?: { readonly arguments?: readonly string[] }): FakeAuthority
  /** A CMS SignedData over the content. */
  sign(content: Uint8Array, by: Issued, how?: Signing): Uint8Array
  readonly folder: string
  close(): void
}

export interface Signing {
  readonly hash?: HashName
  readonly pss?: boolean
  readonly contentType?: string
  readonly arguments?: readonly string[]
}

const authorityExtensions = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
const signerExtensions = 'keyUsage=critical,digitalSignature'

/** A folder of its own to make certificates and signatures in. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'emrtd-'))
  let count = 0
  const path = (name: string) => join(folder, `${++count}-${name}`)
  const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { stdio: 'pipe' })
  const write = (name: string, bytes: string | Uint8Array) => {
    const file = path(name)
    writeFileSync(file, bytes)
    return file
  }

  /** RSA keys take long to make: two are enough, an authority's and a signer's. */
  const rsaKeys = new Map<string, string>()
  const keyWords = (kind: KeyKind, role: string): readonly [string, readonly string[]] => {
    if (kind !== 'rsa') {
      const encoding = kind.explicit ? 'explicit' : 'named_curve'
      const options = ['-pkeyopt', `ec_paramgen_curve:${kind.curve}`, '-pkeyopt', `ec_param_enc:${encoding}`]
      const file = path('key.pem')
      return [file, ['-newkey', 'ec', ...options, '-keyout', file]]
    }
    const before = rsaKeys.get(role)
    const file = before ?? path('key.pem')
    rsaKeys.set(role, file)
    return [file, before ? ['-key', file] : ['-newkey', 'rsa:2048', '-keyout', file]]
  }

  const issue = (name: string, kind: KeyKind, extensions: string, words: readonly string[]): Issued => {
    const [keyFile, key] = keyWords(kind, name)
    const config = write(
      'config',
      `[req]
distinguished_name=name
x509_extensions=extensions
prompt=no
[name]
C=UT
O=Utopia
CN=${name} ${count}
[extensions]
${extensions}
subjectKeyIdentifier=hash
`,
    )
    const out = path('certificate.pem')
    const serial = ['-set_serial', `${1000 + count}`, '-days', '3650']
    openssl('req', '-x509', '-nodes', '-config', config, ...key, ...serial, ...words, '-out', out)
    const pem = readFileSync(out, 'latin1')
    return { pem, keyFile, certificateFile: out, certificate: derOf(pem) }
  }

  return {
    folder,
    authority: (kind, more) => {
      const authority = issue('CSCA', kind, authorityExtensions, more?.arguments ?? ['-sha256'])
      return {
        ...authority,
        signer: (signerKind, signerMore) => {
          const by = ['-CA', authority.certificateFile, '-CAkey', authority.keyFile]
          const words = signerMore?.arguments ?? ['-sha256']
          const extensions = `${signerMore?.extensions ?? signerExtensions}\nauthorityKeyIdentifier=keyid`
          return issue('Document Signer', signerKind, extensions, [...by, ...words])
        },
      }
    },
    sign: (content, by, how = {}) => {
      const { hash = 'sha256', pss = false, contentType = '2.23.136.1.1.1', arguments: more = [] } = how
      const out = path('cms.der')
      const padding = pss ? ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest'] : []
      const message = ['-binary', '-nodetach', '-nosmimecap', '-outform', 'DER', '-md', hash]
      const about = ['-in', write('content', content), '-econtent_type', contentType]
      const signer = ['-signer', by.certificateFile, '-inkey', by.keyFile]
      openssl('cms', '-sign', ...message, ...about, ...signer, ...padding, ...more, '-out', out)
      return new Uint8Array(readFileSync(out))
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function derOf(pem: string): Uint8Array {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([^-]+)/.exec(pem) ?? []
  return Uint8Array.from(Buffer.from(base64, 'base64'))
}

const hashIds: Readonly<Record<HashName, string>> = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
}

/** LDSSecurityObject over these data groups. */
export function ldsSecurityObject(groups: ReadonlyMap<number, Uint8Array>, hash: HashName): Uint8Array {
  const digests = [...groups].map(([number, bytes]) =>
    derElement(tag.sequence, derUnsigned(BigInt(number)), derElement(tag.octetString, digestOf(hash, bytes))),
  )
  return derElement(
    tag.sequence,
    derUnsigned(0n),
    derElement(tag.sequence, derObjectIdentifier(hashIds[hash])),
    derElement(tag.sequence, ...digests),
  )
}

/** EF.SOD around a CMS SignedData. */
export function sodOf(message: Uint8Array): Uint8Array {
  return writeTlv(0x77, message)
}

/** The content of a master list. */
export function masterListOf(certificates: readonly Uint8Array[]): Uint8Array {
  return derElement(tag.sequence, derUnsigned(0n), derElement(tag.set, concatBytes(...certificates)))
}
