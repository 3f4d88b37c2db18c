import { keypadDigits, keypadEnter, keyReport, released } from '../../../drivers/scanner/key-reports.fake.ts'
import type { KeypadConfig } from '../../../src/shared/scanner-config.ts'
import { watchMemory } from './canary.ts'
import { listenTo } from './input-device.ts'
import { assertNothingCrashed, attaches, detaches, type Lab, passes } from './lab.ts'
import type { LabTest } from './say.ts'
import { plugInKeyboard } from './uhid-keyboard.ts'
import { until } from './until.ts'

const keypadIds = { name: 'Lab keypad', vendorId: 0x1209, productId: 0x0005 }

export const keypadConfig: KeypadConfig = { vendorId: '1209', productId: '0005' }

/** As docs and the file itself tell a technician to enter the keypad. */
export const keypadRule = 'KERNELS=="0003:1209:0005.*", ENV{PASSONLY_DEVICE}="keyboard"'

/** One key after the other, each let go before the next. */
function pressed(usages: readonly number[]): readonly Uint8Array[] {
  return usages.flatMap((usage) => [keyReport([usage]), released()])
}

/** A hardware keypad, for those who cannot see the keys on the glass. udev runs already. */
export function keypadTests(running: () => Lab): readonly LabTest[] {
  return [
    {
      name: 'eight digits typed on a hardware keypad pass, and are left nowhere',
      run: async () => {
        const lab = running()
        const { desktop, terminal } = lab
        const before = terminal.keys().length
        const keypad = await attaches(lab, 'keypad', () => plugInKeyboard(keypadIds))
        const keys = await listenTo(keypadIds.name)
        await until('udev keeps the keypad from the desktop', () => keys.inhibited)
        await terminal.goTo('network-identity')
        const entry = await terminal.openEntry()
        const canary = watchMemory(lab)
        const code = await lab.newDynamicCode(await terminal.number())
        await keypad.type(pressed(Array.from(code, (digit) => keypadDigits[Number(digit)] ?? 0)))
        await entry.hasCount(8)

        const secrets = [{ name: 'code', text: code }]
        await canary.expectInHost(secrets)
        await passes(lab, () => keypad.type(pressed([keypadEnter])))
        await canary.expectNothingLeft(secrets)
        if (terminal.keys().length > before) throw new Error('a window got keys of the keypad')
        if (keys.keys() !== 0) throw new Error('keys of the keypad reached the input layer')
        if (desktop.uses(keypadIds.name)) throw new Error('the desktop uses the keypad')
        assertNothingCrashed(lab)
        keys.close()
        await detaches(lab, 'keypad', () => keypad.unplug())
      },
    },
  ]
}
