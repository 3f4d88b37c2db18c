import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type HearPort, pseudoTerminals, type Pty, type Ptys } from './pty.fake.ts'

/** Ports for the tests of one file. */
export interface TestPorts {
  /** Where a port of this name is, or would be: in a folder that each test has for itself. */
  readonly path: (name: string) => string
  /** Plugs in a cable until the test is over. @param hear what is written to the port */
  readonly plug: (name: string, hear?: HearPort) => Promise<Pty>
}

/** Called once at the head of a file: what a test left plugged in is unplugged after it. */
export function testPorts(): TestPorts {
  let folder: string
  let ptys: Ptys

  beforeAll(() => {
    ptys = pseudoTerminals()
  })
  afterAll(async () => {
    await ptys.end()
  })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passonly-ports-'))
  })
  afterEach(async () => {
    await ptys.unplugAll()
    rmSync(folder, { recursive: true })
  })

  const path = (name: string) => join(folder, name)
  return { path, plug: (name, hear) => ptys.plug(path(name), hear) }
}
