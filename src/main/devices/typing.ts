import { fromCallback } from 'xstate'
import type { JourneyEvent, TypingInput, TypingNotice } from '../journey/journey-machine.ts'
import type { OpenSecureEntry } from '../shell/secure-entry-view.ts'
import type { DeviceHosts } from './device-hosts.ts'

export interface TypingParts {
  readonly hosts: Pick<DeviceHosts, 'takeEntry'>
  readonly openView: OpenSecureEntry
}

/** The journey's waiting for something typed: the view is open exactly as long as it runs. */
export function typing({ hosts, openView }: TypingParts) {
  return fromCallback<JourneyEvent | TypingNotice, TypingInput>(({ input, sendBack, receive }) => {
    const { bizSeq, form, language, access } = input
    const view = openView(
      { language, access },
      {
        onPort: (port) => {
          hosts.takeEntry({ bizSeq, form }, port)
        },
        onLeft: () => {
          sendBack({ type: 'typing.left' })
        },
        onActivity: () => {
          sendBack({ type: 'typing.activity' })
        },
      },
    )
    receive((event) => {
      if (event.type === 'typing.warned') view.warn(event.seconds)
      else if (event.type === 'typing.calm') view.warn(null)
    })
    return view.close
  })
}
