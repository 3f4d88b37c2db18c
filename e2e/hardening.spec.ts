import { createServer } from 'node:http'
import { once } from 'node:events'
import { alterApplication } from './support/altered-application.ts'
import { expect, test } from './support/fixtures.ts'
import { titleOf } from './support/screens.ts'
import { startTerminal, type Terminal } from './support/terminal.ts'

function refusals(terminal: Terminal, after: number): unknown[] {
  return terminal.events('ipc.refused', after).map(({ fields }) => fields['cause'])
}

test('the screen goes nowhere else, opens nothing and embeds nothing', async ({ sandbox }) => {
  // A terminal of its own: Playwright goes on waiting for navigations that were prevented.
  const terminal = await startTerminal({ sandbox })
  try {
    const requested: string[] = []
    terminal.page.on('request', (request) => requested.push(request.url()))
    const script = (target: string) => `{
      location.assign(${JSON.stringify(target)})
      window.open(${JSON.stringify(target)})
      for (const make of [
        () => Object.assign(document.createElement('a'), { href: ${JSON.stringify(target)}, target: '_blank' }),
        () => Object.assign(document.createElement('a'), { href: ${JSON.stringify(target)} }),
      ]) {
        const link = make()
        document.body.append(link)
        link.click()
        link.remove()
      }
      const form = Object.assign(document.createElement('form'), { action: ${JSON.stringify(target)} })
      const frame = Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(target)} })
      document.body.append(form, frame)
      form.submit()
      form.remove()
      frame.remove()
    }`
    for (const target of [
      'https://example.com/',
      'http://127.0.0.1:9/',
      'file:///etc/passwd',
      'data:text/html,x',
      'passonly://citizen/other.html',
    ]) {
      const after = await terminal.app.evaluate(async ({ BrowserWindow, webContents }, script) => {
        const [window] = BrowserWindow.getAllWindows()
        await window?.webContents.executeJavaScript(`${script}; 0`, true)
        return webContents.getAllWebContents().map((contents) => contents.getURL())
      }, script(target))
      expect(after, target).toEqual(['passonly://citizen/citizen/index.html'])
    }
    const heading = await terminal.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        "document.querySelector('h1').textContent",
      ),
    )
    expect(heading).toBe(titleOf('attract'))
    expect(requested.filter((url) => !url.startsWith('passonly://citizen/'))).toEqual([])
  } finally {
    await terminal.close()
  }
})

test('nothing is fetched from a network, even from this machine', async ({ terminal }) => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const outcomes = await terminal.page.evaluate(async (base) => {
    const attempt = async (work: () => Promise<unknown>) => {
      try {
        await work()
        return 'allowed'
      } catch {
        return 'refused'
      }
    }
    const load = (element: HTMLElement) =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', resolve)
        element.addEventListener('error', () => reject(new Error('refused')))
        document.body.append(element)
      }).finally(() => element.remove())
    return {
      fetch: await attempt(() => fetch(base)),
      image: await attempt(() => load(Object.assign(new Image(), { src: `${base}/x.png` }))),
      style: await attempt(() =>
        load(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${base}/x.css` })),
      ),
      socket: await attempt(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(base.replace('http', 'ws'))
            socket.addEventListener('open', resolve)
            socket.addEventListener('error', () => reject(new Error('refused')))
          }),
      ),
      beacon: await attempt(async () => {
        if (!navigator.sendBeacon(base)) throw new Error('refused')
      }),
      worker: await attempt(
        () =>
          new Promise((resolve, reject) => {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
            worker.addEventListener('message', resolve)
            worker.addEventListener('error', () => reject(new Error('refused')))
          }),
      ),
    }
  }, `http://127.0.0.1:${port}`)
  server.close()
  expect(asked).toBe(0)
  expect(outcomes).toMatchObject({ fetch: 'refused', image: 'refused', style: 'refused', worker: 'refused' })
  expect(outcomes.socket).toBe('refused')
})

test('strings never become code, and inline script and style do nothing', async ({ terminal }) => {
  const { page } = terminal
  // Through the page's own event loop: what Playwright evaluates itself is exempt from the policy.
  const outcome = await page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        setTimeout(() => {
          const results: Record<string, string> = {}
          const attempt = (name: string, work: () => void) => {
            try {
              work()
              results[name] = 'allowed'
            } catch {
              results[name] = 'refused'
            }
          }
          attempt('markup', () => {
            document.createElement('div').innerHTML = '<b>x</b>'
          })
          attempt('script address', () => {
            document.createElement('script').src = 'https://example.com/x.js'
          })
          attempt('script text', () => {
            document.createElement('script').text = 'window.inlined = true'
          })
          attempt('policy', () => {
            const trusted: unknown = Reflect.get(window, 'trustedTypes')
            if (typeof trusted !== 'object' || trusted === null) throw new Error('no trusted types')
            const create: unknown = Reflect.get(trusted, 'createPolicy')
            if (typeof create !== 'function') throw new Error('no policies')
            Reflect.apply(create, trusted, ['own', {}])
          })
          const script = document.createElement('script')
          attempt('inline script', () => {
            script.append('window.inlined = true')
            document.body.append(script)
            if (Reflect.get(window, 'inlined') !== true) throw new Error('did not run')
          })
          const style = document.createElement('style')
          attempt('inline style', () => {
            style.append('body { --inlined: 1 }')
            document.head.append(style)
            if (getComputedStyle(document.body).getPropertyValue('--inlined') === '')
              throw new Error('no effect')
          })
          style.remove()
          script.remove()
          resolve(results)
        }, 0)
      }),
  )
  expect(outcome).toEqual({
    markup: 'refused',
    'script address': 'refused',
    'script text': 'refused',
    policy: 'refused',
    'inline script': 'refused',
    'inline style': 'refused',
  })
  const policy = await terminal.app.evaluate(async ({ session }) => {
    const reply = await session.defaultSession.fetch('passonly://citizen/citizen/index.html')
    return reply.headers.get('content-security-policy')
  })
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'none'")
  expect(policy).not.toMatch(/unsafe|data:|https?:|\*/)
})

test('every permission and device is denied, and nobody is asked which', async ({ terminal }) => {
  const { page } = terminal
  await terminal.app.evaluate(({ BrowserWindow, session }) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'askedForDevices', asked)
    const note = (event: string) => () => void asked.push(event)
    session.defaultSession.on('select-hid-device', note('hid'))
    session.defaultSession.on('select-usb-device', note('usb'))
    session.defaultSession.on('select-serial-port', note('serial'))
    BrowserWindow.getAllWindows()[0]?.webContents.on('select-bluetooth-device', note('bluetooth'))
  })
  const outcomes = await page.evaluate(async () => {
    const attempt = async (work: () => Promise<unknown> | undefined) => {
      try {
        const result = work()
        if (result === undefined) return 'absent'
        await result
        return 'granted'
      } catch {
        return 'denied'
      }
    }
    const permission = async (name: string) => {
      try {
        const query: PermissionDescriptor = JSON.parse(JSON.stringify({ name }))
        return (await navigator.permissions.query(query)).state
      } catch {
        return 'denied'
      }
    }
    const results: Record<string, string> = {
      camera: await attempt(() => navigator.mediaDevices?.getUserMedia({ video: true })),
      microphone: await attempt(() => navigator.mediaDevices?.getUserMedia({ audio: true })),
      screen: await attempt(() => navigator.mediaDevices?.getDisplayMedia({ video: true })),
      clipboard: await attempt(() => navigator.clipboard?.readText()),
      place: await attempt(
        () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      notification: (await Notification.requestPermission()) === 'granted' ? 'granted' : 'denied',
    }
    // What Playwright evaluates counts as a touch, without which a page could not ask for these.
    const devices: [string, object][] = [
      ['hid', { filters: [] }],
      ['usb', { filters: [] }],
      ['serial', {}],
      ['bluetooth', { acceptAllDevices: true }],
    ]
    for (const [kind, wanted] of devices) {
      const way: unknown = Reflect.get(navigator, kind)
      if (typeof way !== 'object' || way === null) {
        results[kind] = 'absent'
        continue
      }
      const ask: unknown = Reflect.get(way, kind === 'serial' ? 'requestPort' : 'requestDevice')
      if (typeof ask !== 'function') throw new Error(`navigator.${kind} cannot be asked`)
      results[kind] = await attempt(async () => {
        const given: unknown = await Reflect.apply(ask, way, [wanted])
        // HID says no with an empty list.
        if (Array.isArray(given) && given.length === 0) throw new Error('none')
      })
    }
    for (const name of [
      'geolocation',
      'camera',
      'microphone',
      'notifications',
      'midi',
      'clipboard-read',
      'storage-access',
    ])
      results[`permission ${name}`] = await permission(name)
    return results
  })
  expect(Object.entries(outcomes).filter(([, outcome]) => outcome === 'granted')).toEqual([])

  expect(outcomes).toMatchObject({ hid: 'denied', usb: 'denied', serial: 'denied' })
  // Chromium has no Bluetooth for pages on Linux, unless it is told to.
  expect(['denied', 'absent']).toContain(outcomes['bluetooth'])
  expect(await terminal.app.evaluate(() => Reflect.get(globalThis, 'askedForDevices'))).toEqual([])
})

test('a download is prevented, whoever begins it', async ({ terminal }) => {
  const downloads = () =>
    terminal.app.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'downloads') ?? []))
  await terminal.app.evaluate(({ session }) => {
    const seen: object[] = []
    Reflect.set(globalThis, 'downloads', seen)
    // After the application's own listener: what that one decided is seen here.
    session.defaultSession.on('will-download', (event, item) => {
      seen.push({ scheme: new URL(item.getURL()).protocol, prevented: event.defaultPrevented })
    })
    session.defaultSession.downloadURL('passonly://citizen/citizen/index.html')
  })
  await expect.poll(downloads).toBe(JSON.stringify([{ scheme: 'passonly:', prevented: true }]))
  await terminal.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['x']))
    link.download = 'x.txt'
    document.body.append(link)
    link.click()
    link.remove()
  })
  await expect.poll(downloads).toBe(
    JSON.stringify([
      { scheme: 'passonly:', prevented: true },
      { scheme: 'blob:', prevented: true },
    ]),
  )
})

test('the screen has no Node, no Electron, and a bridge of three functions', async ({ terminal }) => {
  const found = await terminal.page.evaluate(() => ({
    node: ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.passonly).toSorted(),
  }))
  expect(found).toEqual({ node: [], bridge: ['act', 'onView', 'painted'] })
  const preferences = await terminal.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const read: unknown = window && Reflect.get(window.webContents, 'getLastWebPreferences')
    if (!window || typeof read !== 'function') return {}
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = Reflect.apply(
      read,
      window.webContents,
      [],
    )
    return { sandbox, contextIsolation, nodeIntegration, webviewTag }
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('a message of the wrong form is refused and recorded, and changes nothing', async ({ terminal }) => {
  const before = terminal.journal().length
  const wrong = [
    null,
    'start',
    { type: 'unlock' },
    { type: 'start', extra: 1 },
    { type: 'choose-service', service: '../../etc' },
    { type: 'set-language', language: 'fr' },
    { type: 'set-access', mode: '__proto__', on: true },
    { type: 'choose-method', method: { toString: 'network-identity' } },
    { type: ['start'] },
    { type: 'choose-service', service: 'a'.repeat(100_000) },
  ]
  await terminal.page.evaluate((wrong) => {
    const bridge: unknown = Reflect.get(window, 'passonly')
    if (typeof bridge !== 'object' || bridge === null) throw new Error('there is no bridge')
    const act: unknown = Reflect.get(bridge, 'act')
    if (typeof act !== 'function') throw new Error('there is no bridge')
    for (const message of wrong) Reflect.apply(act, bridge, [message])
  }, wrong)
  await expect.poll(() => refusals(terminal, before)).toEqual(wrong.map(() => 'form'))
  await terminal.expectScreen('attract')
  expect(terminal.events('journey.start', before)).toEqual([])
})

test('a message from another window is refused and recorded', async ({ terminal }) => {
  const before = terminal.journal().length
  await terminal.app.evaluate(async ({ app, BrowserWindow }) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${app.getAppPath()}/out/preload/citizen.cjs`,
        sandbox: true,
        contextIsolation: true,
      },
    })
    await other.loadURL('passonly://citizen/citizen/index.html')
    await other.webContents.executeJavaScript(
      "window.passonly.act({ type: 'start' }); window.passonly.painted()",
    )
    other.destroy()
  })
  await expect.poll(() => refusals(terminal, before).length).toBeGreaterThanOrEqual(2)
  expect(new Set(refusals(terminal, before))).toEqual(new Set(['sender']))
  await terminal.expectScreen('attract')
  expect(terminal.events('journey.start', before)).toEqual([])
})

test('a message from a frame inside the screen is refused and recorded, though the frame shows the screen itself', async ({
  sandbox,
}) => {
  // As it is, the policy lets no frame in, and a frame has no bridge: both are taken away here.
  const altered = alterApplication([
    [`"frame-ancestors 'none'"`, `"frame-src 'self'", "frame-ancestors 'self'"`],
    ['nodeIntegration: false,', 'nodeIntegration: false, nodeIntegrationInSubFrames: true,'],
  ])
  const terminal = await startTerminal({ sandbox, application: altered.folder })
  try {
    const before = terminal.journal().length
    await terminal.page.evaluate(
      () =>
        new Promise((resolve) => {
          const frame = Object.assign(document.createElement('iframe'), { src: location.href })
          frame.addEventListener('load', resolve)
          document.body.append(frame)
        }),
    )
    const inside = terminal.page.frames().find((frame) => frame !== terminal.page.mainFrame())
    if (inside === undefined) throw new Error('the frame was not let in')
    expect(inside.url()).toBe(terminal.page.url())
    const after = refusals(terminal, before).length
    await inside.evaluate(() => {
      window.passonly.act({ type: 'start' })
      window.passonly.painted()
    })
    await expect.poll(() => refusals(terminal, before).length).toBeGreaterThanOrEqual(after + 2)
    expect(new Set(refusals(terminal, before))).toEqual(new Set(['sender']))
    expect(terminal.events('journey.start', before)).toEqual([])
    // The same words from the screen around it are taken.
    await terminal.act({ type: 'start' })
    await terminal.expectScreen('service')
  } finally {
    await terminal.close()
    altered.remove()
  }
})

test('the scheme serves the files of the screens and nothing else', async ({ terminal }) => {
  const statuses = await terminal.app.evaluate(
    async ({ session }, addresses) => {
      const found: Record<string, number> = {}
      for (const address of addresses) {
        const reply = await session.defaultSession.fetch(address).catch(() => null)
        found[address] = reply?.status ?? 0
      }
      return found
    },
    [
      'passonly://citizen/citizen/index.html',
      'passonly://citizen/../main/index.js',
      'passonly://citizen/..%2f..%2fpackage.json',
      'passonly://citizen/%2e%2e/%2e%2e/package.json',
      'passonly://citizen//etc/passwd',
      'passonly://citizen/citizen/',
      'passonly://counter/citizen/index.html',
    ],
  )
  const [good, ...bad] = Object.values(statuses)
  expect(good).toBe(200)
  expect(bad.filter((status) => status === 200)).toEqual([])
})
