import { once } from 'node:events'
import { connect } from 'node:net'
import type { Route } from 'playwright/test'
import { en as english } from '../../../sandbox/bench/page/locale-en.ts'
import { zhCN as benchTexts } from '../../../sandbox/bench/page/locale-zh-cn.ts'
import { type LinkFrame, linkFrameReader } from '../../../src/shared/virtual-link.ts'
import { expectAccessible } from '../../support/axe.ts'
import { noComplaints } from '../../support/complaints.ts'
import { expect, test as base } from '../../support/fixtures.ts'

/** The far end of the scanner's cable: hears what a device host would hear of it. */
interface Cable {
  readonly frames: readonly LinkFrame[]
}

const test = base.extend<{ readonly cable: Cable; readonly complaints: string[] }>({
  locale: 'zh-CN',
  cable: async ({ sandbox }, use) => {
    const frames: LinkFrame[] = []
    const reader = linkFrameReader()
    const socket = connect(sandbox.ready.virtualDevicesPort, '127.0.0.1')
    const others = new Set<number>()
    socket.on('data', (chunk) =>
      reader.push(chunk, (frame) => {
        if (frame.type === 'attach' && frame.kind !== 'hid') others.add(frame.deviceId)
        if (!others.has(frame.deviceId)) frames.push(frame)
      }),
    )
    await once(socket, 'connect')
    await use({ frames })
    socket.destroy()
  },
  complaints: noComplaints,
})

test.describe('the bench page', () => {
  test('makes the scanner read the code that a phone shows, as raw reports', async ({
    page,
    sandbox,
    cable,
  }) => {
    await page.goto(sandbox.ready.bench)
    const code = await sandbox.newCode('test-1')
    await page.getByRole('button', { name: benchTexts.scanShown }).first().click()
    const reports = () => cable.frames.flatMap((frame) => (frame.type === 'input' ? [frame.bytes] : []))
    await expect.poll(() => reports().length).toBe(2)
    const read = Buffer.concat(reports().map((report) => report.subarray(5, 5 + (report[1] ?? 0))))
    expect(read.toString('ascii')).toBe(code)
    await expectAccessible(page)
  })

  test('reads any text, and what must be refused', async ({ page, sandbox, cable }) => {
    await page.goto(sandbox.ready.bench)
    const inputs = () => cable.frames.filter(({ type }) => type === 'input').length
    await page.getByRole('textbox', { name: benchTexts.textLabel }).fill('测试')
    await page.getByRole('button', { name: benchTexts.scanText, exact: true }).click()
    await expect.poll(inputs).toBe(1)
    for (const name of Object.values(benchTexts.bad)) {
      const before = inputs()
      await page.getByRole('button', { name }).click()
      await expect.poll(inputs, { message: name }).toBeGreaterThan(before)
    }
  })

  test('unplugs the scanner and plugs in another make', async ({ page, sandbox, cable }) => {
    await page.goto(sandbox.ready.bench)
    const types = () => cable.frames.map(({ type }) => type)
    await expect.poll(types).toEqual(['attach'])
    await page.getByRole('button', { name: benchTexts.unplug, exact: true }).click()
    await expect.poll(types).toEqual(['attach', 'detach'])
    await expect(page.getByText(benchTexts.unplugged)).toBeVisible()
    await page.getByText(benchTexts.layouts.B).click()
    await expect.poll(types).toEqual(['attach', 'detach', 'attach'])
    const last = cable.frames.at(-1)
    expect(last?.type === 'attach' && last.vendorId).toBe(0x1eab)
  })

  test('lays a card on the reader and lifts it, pulls the reader, and makes it faulty', async ({
    page,
    sandbox,
  }) => {
    await page.goto(sandbox.ready.bench)
    const reader = async () => (await sandbox.bench.state()).reader
    await page.getByRole('button', { name: `${benchTexts.lay}：${benchTexts.cards['test-2']}` }).click()
    await expect.poll(async () => (await reader()).card).toBe('test-2')
    await expect(page.getByText(benchTexts.lies).filter({ visible: true })).toHaveCount(1)
    await page.getByRole('button', { name: benchTexts.lift }).click()
    await expect.poll(async () => (await reader()).card).toBeNull()
    await page.getByRole('checkbox', { name: benchTexts.faults.silent }).check()
    await expect.poll(async () => (await reader()).faults.silent).toBe(true)
    await page.getByRole('button', { name: benchTexts.unplugReader }).click()
    await expect.poll(async () => (await reader()).plugged).toBe(false)
    await expectAccessible(page)
  })

  test('makes the scanner slow and disturbed, and each reader disturbed, by keyboard and in both languages', async ({
    page,
    sandbox,
    cable,
  }) => {
    await page.goto(sandbox.ready.bench)
    const faults = async () => {
      const { scanner, reader, documentReader } = await sandbox.bench.state()
      return [scanner.faults, reader.faults.noise, documentReader.faults.noise]
    }
    const press = async (group: string, name: string) => {
      const box = page.getByRole('group', { name: group }).getByRole('checkbox', { name, exact: true })
      await box.focus()
      await page.keyboard.press('Space')
      await expect(box).toBeChecked()
    }
    const { scannerFaultsTitle, scannerFaults } = benchTexts
    await press(scannerFaultsTitle, scannerFaults.slowness)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(page.getByRole('checkbox', { name: scannerFaults.noise })).toBeChecked()
    await press(benchTexts.faultsTitle, benchTexts.faults.noise)
    await press(benchTexts.documentFaultsTitle, benchTexts.documentFaults.noise)
    await expect.poll(faults).toEqual([{ slowness: 400, noise: 0.4 }, 48, 0.03])
    const counted = (count: number) => page.locator('.status').getByText(benchTexts.faultCount(count))
    await expect(counted(2)).toHaveCount(1)
    await expect(counted(1)).toHaveCount(2)
    await expectAccessible(page)

    // What is on is on in the other language too, and off again with a second press.
    await page.getByRole('button', { name: benchTexts.otherLanguage }).click()
    await expect(page.getByRole('checkbox', { name: english.scannerFaults.noise })).toBeChecked()
    await expect(page.getByRole('checkbox', { name: english.faults.noise })).toBeChecked()
    await expect(page.getByRole('checkbox', { name: english.documentFaults.noise })).toBeChecked()
    await expectAccessible(page)
    for (const name of [english.scannerFaults.noise, english.faults.noise, english.documentFaults.noise]) {
      await page.getByRole('checkbox', { name }).uncheck()
    }
    await expect.poll(faults).toEqual([{ slowness: 400, noise: 0 }, 0, 0])
    await expect(page.locator('.status').getByText(english.faultCount(1), { exact: true })).toHaveCount(1)

    // Slow as it is, pulling the plug takes the rest of the code with it.
    const inputs = () => cable.frames.filter(({ type }) => type === 'input').length
    await sandbox.bench.setScannerFaults({ slowness: 10_000 })
    await sandbox.bench.scan({ text: 'A'.repeat(300) })
    await expect.poll(inputs).toBe(1)
    await page.getByRole('button', { name: english.unplug, exact: true }).click()
    await expect.poll(() => cable.frames.at(-1)?.type).toBe('detach')
    expect(inputs()).toBe(1)
  })

  test('shows no switch turned back while the action before it is still on its way', async ({
    page,
    sandbox,
  }) => {
    const sent: Route[] = []
    await page.route('**/api/scanner/faults', (route) => {
      sent.push(route)
    })
    await page.goto(sandbox.ready.bench)
    const { scannerFaultsTitle, scannerFaults } = benchTexts
    const group = page.getByRole('group', { name: scannerFaultsTitle })
    const slow = group.getByRole('checkbox', { name: scannerFaults.slowness })
    const disturbed = group.getByRole('checkbox', { name: scannerFaults.noise })
    await slow.check()
    await disturbed.check()
    await expect.poll(() => sent.length).toBe(1)
    await sent[0]?.continue()
    // Before it sends the second, the page has read what came of the first, and of that alone.
    await expect.poll(() => sent.length).toBe(2)
    await expect(disturbed).toBeChecked()
    await slow.uncheck()
    await sent[1]?.continue()
    await expect.poll(() => sent.length).toBe(3)
    await sent[2]?.continue()
    const faults = async () => (await sandbox.bench.state()).scanner.faults
    await expect.poll(faults).toEqual({ slowness: 0, noise: 0.4 })
    await expect(disturbed).toBeChecked()
    await expect(slow).not.toBeChecked()
  })

  test('takes the platform off the network and turns its clock', async ({ page, sandbox }) => {
    await page.goto(sandbox.ready.bench)
    await page.getByRole('button', { name: benchTexts.takeDown }).click()
    await expect(page.getByText(benchTexts.down)).toBeVisible()
    await expect(fetch(sandbox.ready.platform)).rejects.toThrow()
    await page.getByRole('button', { name: benchTexts.putUp }).click()
    await expect.poll(async () => (await sandbox.bench.state()).platform.up).toBe(true)
    await page.getByRole('button', { name: benchTexts.addMinute }).click()
    await expect.poll(async () => (await sandbox.bench.state()).offsetMs).toBe(61_000)
    await page.getByRole('button', { name: benchTexts.resetClock }).click()
    await expect.poll(async () => (await sandbox.bench.state()).offsetMs).toBe(0)
  })

  test('is not to be used by pages of other sites', async ({ sandbox }) => {
    const reply = await fetch(new URL('/api/unplug', sandbox.ready.bench), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://example.com' },
      body: '{}',
    })
    expect(reply.status).toBe(403)
    expect((await sandbox.bench.state()).scanner.plugged).toBe(true)
  })
})
