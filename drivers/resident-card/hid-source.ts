import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DeviceListener, DeviceTransport } from '../scanner/device-transport.ts'
import { keyboard } from '../scanner/hid-transport.ts'
import type { HidCollection, HidOutputConnection } from '../scanner/node-hid-transport.ts'
import { type HidFraming, hidSamTransport } from './hid-framing.ts'
import type { SamSource, SamSources } from './sam-source.ts'
import type { SamTransport } from './sam-transport.ts'

function framingOf(
  framings: readonly HidFraming[],
  { vendorId, productId }: Pick<HidCollection, 'vendorId' | 'productId'>,
): HidFraming | undefined {
  return framings.find(({ devices }) =>
    devices.some((id) => id.vendorId === vendorId && id.productId === productId),
  )
}

/** Whether a HID collection is a reader of one of these framings. A keyboard is none, whatever its ids. */
export function isHidSam(framings: readonly HidFraming[], collection: HidCollection): boolean {
  return collection.usagePage !== keyboard.usagePage && framingOf(framings, collection) !== undefined
}

/**
 * The port in a device's place in sysfs, such as `1-2.4` in `…/usb1/1-2/1-2.4/1-2.4:1.0/0003:1209:0003.0001`.
 * Empty where it stands on no USB.
 */
export function portInSysfs(place: string): string {
  const [interfaceName = ''] = place
    .split('/')
    .filter((part) => /^\d+-\d+(\.\d+)*:/.test(part))
    .slice(-1)
  return interfaceName.split(':')[0] ?? ''
}

/** The USB port of a hidraw node, where the system tells; else empty, which no port is enrolled as. */
async function portOfNode(path: string): Promise<string> {
  const place = await realpath(`/sys/class/hidraw/${basename(path)}`).catch(() => '')
  return portInSysfs(place)
}

/**
 * The readers behind HID reports, as they come and go.
 * @param transport lists devices of these framings alone
 */
export function hidSamSources(
  framings: readonly HidFraming[],
  transport: DeviceTransport<HidOutputConnection>,
  portOf: (path: string) => Promise<string> = portOfNode,
): SamSources {
  const open = async (path: string, framing: HidFraming): Promise<SamTransport | null> => {
    let listener: Pick<DeviceListener, 'onReport' | 'onGone'> | null = null
    let gone = false
    const connection = await transport.open(path, {
      onReport: (report) => {
        if (listener) listener.onReport(report)
        else report.fill(0)
      },
      onGone: () => {
        gone = true
        listener?.onGone()
      },
    })
    if (!connection) return null
    const channel = {
      listen: (hears: Pick<DeviceListener, 'onReport' | 'onGone'>) => {
        listener = hears
        if (gone) hears.onGone()
      },
      write: (report: Uint8Array) => connection.sendOutput(report),
      close: () => connection.close(),
    }
    return hidSamTransport(channel, framing)
  }

  return {
    watch: (onSources) => {
      let stopped = false
      const stop = transport.watch((devices) => {
        const tell = async () => {
          const sources = await Promise.all(
            devices.map(async ({ path, vendorId, productId }): Promise<SamSource[]> => {
              const framing = framingOf(framings, { vendorId, productId })
              if (!framing) return []
              const port = await portOf(path)
              return [
                {
                  key: `hid ${path}`,
                  place: { type: 'usb', vendorId, productId, port },
                  open: () => open(path, framing),
                },
              ]
            }),
          )
          if (!stopped) onSources(sources.flat())
        }
        void tell()
      })
      return () => {
        stopped = true
        stop()
      }
    },
  }
}
