import { typed, typedWithRollover } from '../../../drivers/scanner/key-reports.fake.ts'
import type { WedgeScannerConfig } from '../../../src/shared/scanner-config.ts'
import { watchMemory } from './canary.ts'
import { listenTo } from './input-device.ts'
import { keypadRule } from './keypad-tests.ts'
import { assertNothingCrashed, attaches, type Lab, passes } from './lab.ts'
import { note, type LabTest } from './say.ts'
import { startUdev } from './udev.ts'
import { plugInKeyboard, type UhidKeyboard } from './uhid-keyboard.ts'
import { until } from './until.ts'

const wedgeIds = { name: 'Lab wedge', vendorId: 0x05e0, productId: 0x1200 }
const keyboardIds = { name: 'Lab keyboard', vendorId: 0x1209, productId: 0x0003 }

export const wedgeConfig: WedgeScannerConfig = { kind: 'wedge', vendorId: '05e0', productId: '1200' }

/** As docs and the file itself tell a technician to enter the wedge. */
const wedgeRule = 'KERNELS=="0003:05E0:1200.*", ENV{PASSONLY_DEVICE}="keyboard"'

/** So many of its characters leave no doubt which code it is. */
const halfOfACode = 24

/** What an input method would take for two words. */
const pinyin = 'zhongguonihao'

/** So often a code is typed until it is one. */
const mostTries = 5

/**
 * Types a code until it comes in one piece. An emulated processor may stand still amid it for longer than the silence
 * that ends a code; in two pieces it is none, and is shown again, as at a counter.
 */
async function typeWhole({ terminal }: Lab, wedge: UhidKeyboard, code: string): Promise<void> {
  const taken = () => terminal.events('check.complete').length
  const refused = () => terminal.events('check.rejected').length
  const before = taken()
  for (let left = mostTries; left > 0; left--) {
    const refusedBefore = refused()
    await wedge.type(typedWithRollover(code))
    await until('what becomes of the code', () => taken() > before || refused() > refusedBefore)
    if (taken() > before) return
    note('a code came in pieces')
    await terminal.stage('ready')
  }
}

/**
 * A keyboard wedge, no other scanner, and a keyboard that nobody named: what the desktop gets of the keyboard shows that
 * it would get as much of the wedge.
 */
export function wedgeTests(running: () => Lab): readonly LabTest[] {
  return [
    {
      name: 'a keyboard wedge’s burst of pinyin is no code, its code passes, and no window gets a key of it',
      run: async () => {
        const lab = running()
        const { desktop, terminal } = lab
        startUdev([wedgeRule, keypadRule])
        note('udev is there')
        const keyboard = plugInKeyboard(keyboardIds)
        const wedge = await attaches(lab, 'qr-scanner', () => plugInKeyboard(wedgeIds))
        const [keys, wedgesKeys] = [await listenTo(keyboardIds.name), await listenTo(wedgeIds.name)]
        await until('udev keeps the wedge from the desktop', () => wedgesKeys.inhibited)
        await until('the desktop uses the keyboard', () => desktop.uses(keyboardIds.name))
        await terminal.goToPresent()

        await keyboard.type(typed('a'))
        await until('a key of the keyboard in the window', () => terminal.keys().length > 0)

        await wedge.type(typed(`${pinyin}\r`))
        await terminal.stage('not-a-code')
        const code = (await lab.newCode()).toString()
        const secrets = [{ name: 'code', text: code }]
        const canary = watchMemory(lab)
        const refused = () => terminal.events('check.rejected').length
        const before = refused()
        // What is typed no further is given up soon.
        await canary.expectInHost(secrets, () => wedge.type(typed(code.slice(0, halfOfACode))))
        await until('half of a code is refused', () => refused() > before)
        await passes(lab, () => typeWhole(lab, wedge, code))
        await canary.expectNothingLeft(secrets)

        // A key that comes after all of the wedge's: had one been on its way, it would be there by then.
        await keyboard.type(typed('b'))
        await until('another key of the keyboard', () => terminal.keys().includes('b'))
        const heard = terminal.keys().join()
        if (heard !== 'a,b') throw new Error(`the window got the keys ${heard}`)
        if (keys.keys() !== 4) throw new Error('the keyboard’s own keys did not reach the input layer')
        if (wedgesKeys.keys() !== 0) throw new Error('keys of the wedge reached the input layer')
        if (desktop.uses(wedgeIds.name)) throw new Error('the desktop uses the wedge')
        assertNothingCrashed(lab)
        keys.close()
        wedgesKeys.close()
        await Promise.all([wedge.unplug(), keyboard.unplug()])
      },
    },
  ]
}
