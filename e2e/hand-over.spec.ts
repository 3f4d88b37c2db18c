/** After a pass: the hall's own page in a locked view, and the number to wait with. */
import { demoConfig } from '../sandbox/demo-config.ts'
import { terminalConfigSchema } from '../src/shared/config.ts'
import { expect, test as ofTerminal } from './support/fixtures.ts'
import { hallForm as form, type HallSite, hallSite as site } from './support/hall-site.ts'
import type { Sandbox } from './support/sandbox.ts'
import { briskly, startTerminal, type Terminal } from './support/terminal.ts'

/** Long enough (ms) to be seen on a busy machine. */
const short = 3_000

const test = ofTerminal.extend<object, { hall: HallSite; guest: string; other: HallSite; handing: Terminal }>(
  {
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
    /** The same server by its other name: another site, which the configuration lists. */
    guest: [async ({ hall }, use) => use(hall.origin.replace('127.0.0.1', 'localhost')), { scope: 'worker' }],
    handing: [
      async ({ sandbox, hall, guest }, use) => {
        const config = demoConfig(sandbox.ready.platform)
        const terminal = await startTerminal({
          sandbox,
          config: terminalConfigSchema.parse({
            ...config,
            hall: { ...config.hall, windows: [{ number: '3', slips: 'A' }] },
            services: [
              {
                ...config.services[0],
                handOver: { to: 'page', url: `${hall.origin}/form`, origins: [hall.origin, guest] },
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
  },
)

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
  await expect.poll(() => inPage(handing, 'location.pathname')).toBe('/next')
  await inPage(handing, "addEventListener('pagehide', () => localStorage.setItem('left', 'at the end')); 0")
  await handing.app.evaluate(({ clipboard }) => clipboard.writeText('left behind'))
  await handing.act({ type: 'cancel' })
  await handing.expectScreen('attract')
  await expect.poll(() => handing.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('')
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

test('neither a worker nor a call connects to anywhere else', async ({ handing, hall, other, sandbox }) => {
  const target = other.origin.replace('http://', '')
  hall.instead.set(
    '/worker.js',
    `new WebSocket('ws://${target}/socket').onerror = () => postMessage('refused')
    onmessage = () => fetch('/settled').then(() => postMessage('settled'))`,
  )
  hall.instead.set('/form', `${form}<script>var atFirst = typeof RTCPeerConnection</script>`)
  await handOver(handing, sandbox)
  const before = other.connected()
  const outcome = await inPage(
    handing,
    `(async () => {
      const worker = new Worker('/worker.js')
      const told = () => new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data) })
      const socket = await told()
      const own = told()
      worker.postMessage(0)
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const calls = [
        atFirst,
        typeof RTCPeerConnection,
        typeof webkitRTCPeerConnection,
        typeof frame.contentWindow.RTCPeerConnection,
      ]
      const service = await navigator.serviceWorker.register('/worker.js').then(() => 'allowed', () => 'refused')
      return { socket, own: await own, calls, service }
    })()`,
  )
  hall.instead.clear()
  const none = 'undefined'
  expect(outcome).toEqual({
    socket: 'refused',
    own: 'settled',
    calls: [none, none, none, none],
    service: 'refused',
  })
  expect(before).toBe(false)
  expect(other.connected()).toBe(false)
})

test('the page makes the system open no dialog', async ({ handing, sandbox }) => {
  await handOver(handing, sandbox)
  const chosen = await handing.app.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'))
    if (!contents) return null
    const intercepted = new Promise<string>((resolve) => {
      contents.debugger.on('message', (_event, method) => {
        if (method === 'Page.fileChooserOpened') resolve(method)
      })
    })
    await contents.executeJavaScript(
      "document.body.append(Object.assign(document.createElement('input'), { type: 'file' })); document.querySelector('input').click()",
      true,
    )
    return await intercepted
  })
  expect(chosen).toBe('Page.fileChooserOpened')
  expect(
    await inPage(
      handing,
      `(() => {
        let prints = 0
        const frame = Object.assign(document.createElement('iframe'), { srcdoc: '' })
        document.body.append(frame)
        for (const one of [window, frame.contentWindow]) {
          one.addEventListener('beforeprint', () => { prints += 1 })
          one.print()
        }
        return [prints, confirm('?'), typeof showOpenFilePicker, typeof showSaveFilePicker]
      })()`,
    ),
  ).toEqual([0, false, 'undefined', 'undefined'])
})

test('whoever has keys alone leaves the page with Escape', async ({ handing, sandbox }) => {
  await handOver(handing, sandbox)
  const focused = () =>
    handing.app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL() ?? null)
  await expect.poll(focused).toMatch(/^http:/)
  await handing.app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'))
    contents?.sendInputEvent({ type: 'keyDown', keyCode: 'a' })
    contents?.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' })
  })
  await expect.poll(focused).toBe('passonly://citizen/citizen/index.html')
})

test('a page that leads on while it loads is shown', async ({ handing, hall, sandbox }) => {
  hall.instead.set('/form', '<!doctype html><script>location.replace("/next")</script>')
  await handOver(handing, sandbox)
  hall.instead.clear()
  expect(await inPage(handing, 'location.pathname')).toBe('/next')
  await handing.expectScreen('hand-over')
})

for (const [what, script] of [
  ['closes itself', 'window.close()'],
  ['fails later', "setTimeout(() => location.assign('/broken')); 0"],
] as const) {
  test(`a page that ${what} leaves no empty place`, async ({ handing, sandbox }) => {
    await handOver(handing, sandbox)
    await handing.app.evaluate(({ webContents }, script) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'))
      // A page that has closed itself does not answer.
      void contents?.executeJavaScript(script, true).catch(() => undefined)
    }, script)
    await handing.expectScreen('attract', short)
    await expect.poll(() => addresses(handing)).toEqual(['passonly://citizen/citizen/index.html'])
  })
}

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

test('a frame of another site is refused though its origin is listed, and the page goes on without it', async ({
  handing,
  hall,
  guest,
  sandbox,
}) => {
  hall.instead.set(
    '/form',
    `${form}<script>
      var refused = []
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective))
    </script><iframe src="${guest}/frame"></iframe>`,
  )
  hall.asked.length = 0
  await handOver(handing, sandbox)
  hall.instead.clear()
  await expect.poll(() => inPage(handing, 'refused')).toEqual(['frame-src'])
  expect(await inPage(handing, 'document.readyState')).toBe('complete')
  expect(hall.asked.map(({ path }) => path)).not.toContain('/frame')
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
