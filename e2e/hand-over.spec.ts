/** After a pass: the hall's own page in a locked view, and the number to wait with. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { demoConfig } from '../sandbox/demo-config.ts'
import { terminalConfigSchema } from '../src/shared/config.ts'
import { expect, test as ofTerminal } from './support/fixtures.ts'
import type { Sandbox } from './support/sandbox.ts'
import { briskly, startTerminal, type Terminal } from './support/terminal.ts'

/** Long enough (ms) to be seen on a busy machine. */
const short = 3_000

interface Site {
  readonly origin: string
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  readonly server: Server
}

/** A server on this machine that notes what it is asked. */
async function site(
  answer: (path: string) => { readonly body?: string; readonly location?: string },
): Promise<Site> {
  const asked: Site['asked'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push({ path, headers: request.headers })
    const { body = '', location } = answer(path)
    const headers = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'visit=1' }
    response.writeHead(location === undefined ? 200 : 302, location === undefined ? headers : { location })
    response.end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, asked, server }
}

const form = `<!doctype html><html lang="zh-CN"><title>表单</title><body style="font: 40px sans-serif; padding: 40px">
<h1>大厅自己的页面</h1><p>请填写申请表</p><a id="on" href="/next">下一步</a></body></html>`

const test = ofTerminal.extend<object, { hall: Site; other: Site; handing: Terminal }>({
  other: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const other = await site(() => ({ body: 'other' }))
      await use(other)
      other.server.close()
    },
    { scope: 'worker' },
  ],
  hall: [
    async ({ other }, use) => {
      const hall = await site((path) =>
        path === '/away' ? { location: `${other.origin}/redirected` } : { body: form },
      )
      await use(hall)
      hall.server.close()
    },
    { scope: 'worker' },
  ],
  handing: [
    async ({ sandbox, hall }, use) => {
      const config = demoConfig(sandbox.ready.platform)
      const terminal = await startTerminal({
        sandbox,
        config: terminalConfigSchema.parse({
          ...config,
          hall: { ...config.hall, windows: [{ number: '3', slips: 'A' }] },
          services: [
            {
              ...config.services[0],
              handOver: { to: 'page', url: `${hall.origin}/form`, origins: [hall.origin] },
            },
          ],
        }),
        delays: { idle: short, warning: short, verdict: 4 * short },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

/** Runs in the hall's page; null where there is none. */
async function inPage(terminal: Terminal, script: string): Promise<unknown> {
  return terminal.app.evaluate(async ({ webContents }, script) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'))
    return contents ? await contents.executeJavaScript(script, true) : null
  }, script)
}

const addresses = (terminal: Terminal) =>
  terminal.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getURL()))

async function handOver(terminal: Terminal, sandbox: Sandbox) {
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
  await terminal.act({ type: 'go-on' })
  await expect
    .poll(() => inPage(terminal, 'document.title'), { message: 'the page opens', intervals: briskly })
    .toBe('表单')
}

test('the hall’s own page follows a pass, and learns nothing of it', async ({ handing, hall, sandbox }) => {
  hall.asked.length = 0
  await handOver(handing, sandbox)
  expect(hall.asked.map(({ path }) => path).filter((path) => path !== '/favicon.ico')).toEqual(['/form'])
  const headers = hall.asked[0]?.headers ?? {}
  expect(headers.cookie).toBeUndefined()
  expect(headers.referer).toBeUndefined()
  expect(await inPage(handing, '[typeof passonly, typeof require, typeof process, history.length]')).toEqual([
    'undefined',
    'undefined',
    'undefined',
    1,
  ])
  await inPage(
    handing,
    "localStorage.setItem('left', 'behind'); document.cookie = 'left=behind'; document.querySelector('#on').click()",
  )
  await expect.poll(() => hall.asked.map(({ path }) => path)).toContain('/next')
  await handing.act({ type: 'cancel' })
  await handing.expectScreen('attract')
  await expect.poll(() => addresses(handing)).toEqual(['passonly://citizen/citizen/index.html'])
})

test('the next person’s page finds nothing of the one before', async ({ handing, hall, sandbox }) => {
  hall.asked.length = 0
  await handOver(handing, sandbox)
  expect(hall.asked[0]?.headers.cookie).toBeUndefined()
  expect(await inPage(handing, "[localStorage.getItem('left'), document.cookie]")).toEqual([null, 'visit=1'])
})

test('the page goes nowhere else, loads from nowhere else and opens nothing', async ({
  handing,
  hall,
  other,
  sandbox,
}) => {
  other.asked.length = 0
  await handOver(handing, sandbox)
  const attempts = await inPage(
    handing,
    `(async () => {
      const target = ${JSON.stringify(other.origin)}
      const refused = async (work) => { try { await work(); return 'allowed' } catch { return 'refused' } }
      const frame = Object.assign(document.createElement('iframe'), { src: target + '/frame' })
      const image = Object.assign(document.createElement('img'), { src: target + '/image' })
      document.body.append(frame, image)
      const opened = window.open(target + '/window')
      const outcome = [
        await refused(() => fetch(target + '/fetch', { mode: 'no-cors' })),
        await refused(() => fetch('/away')),
        await refused(() => navigator.mediaDevices.getUserMedia({ video: true })),
        await refused(() => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
        opened === null ? 'refused' : 'allowed',
      ]
      navigator.sendBeacon(target + '/beacon', 'x')
      location.assign(target + '/navigated')
      return outcome
    })()`,
  )
  expect(attempts).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
  for (const elsewhere of [
    `${hall.origin}/away`,
    'file:///etc/passwd',
    'passonly://citizen/citizen/index.html',
    'data:text/html,x',
  ]) {
    await inPage(handing, `location.assign(${JSON.stringify(elsewhere)}); 0`)
  }
  // Whatever was to be asked has been by the time the page answers from its own server.
  await inPage(handing, "fetch('/settled').then(() => 0)")
  expect(await inPage(handing, 'location.pathname')).toBe('/form')
  expect(other.asked).toEqual([])
  expect((await addresses(handing)).toSorted()).toEqual([
    `${hall.origin}/form`,
    'passonly://citizen/citizen/index.html',
  ])
})

test('the page is gone when nobody touches it', async ({ handing, sandbox }) => {
  await handOver(handing, sandbox)
  await handing.expectScreen('attract', 6 * short)
  await expect.poll(() => addresses(handing)).toEqual(['passonly://citizen/citizen/index.html'])
})

test('whoever is sent to a window has a number, and the next one the next', async ({ handing }) => {
  for (const slip of ['A001', 'A002']) {
    await handing.walkTo('attract')
    await handing.act({ type: 'go-to-window' })
    await handing.expectScreen('window')
    await expect(handing.page.locator('.slip b')).toHaveText(slip)
  }
  const kept = JSON.stringify(handing.journal().map(({ fields }) => fields))
  expect(kept).not.toMatch(/A00[12]/)
})

// The last one: Playwright goes on waiting for a navigation that was prevented.
test('the citizen’s own screen still goes nowhere', async ({ handing, hall, sandbox }) => {
  await handOver(handing, sandbox)
  const before = hall.asked.length
  const after = await handing.app.evaluate(async ({ BrowserWindow }, target) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    await contents?.executeJavaScript(
      `location.assign(${JSON.stringify(target)}); fetch(${JSON.stringify(target)}).catch(() => 0)`,
    )
    return contents?.getURL()
  }, `${hall.origin}/form`)
  expect(after).toBe('passonly://citizen/citizen/index.html')
  expect(hall.asked.length).toBe(before)
})
