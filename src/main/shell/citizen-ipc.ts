import type { BrowserWindow } from 'electron'
import type { RecordEvent } from '../../shared/events.ts'
import { citizenChannels } from '../../shared/citizen-channels.ts'
import { type JourneyAction, journeyActionSchema } from '../../shared/ipc.ts'
import type { JourneyView } from '../../shared/journey-view.ts'
import { connectScreen, type Screen } from './screen-ipc.ts'
import { citizenUrl } from './screen-protocol.ts'
import type { EarlyScreen } from './screen-sender.ts'

/**
 * Connects the citizen's screen with the journey.
 * @param early what the screen has said so far
 */
export function connectCitizenScreen(
  window: BrowserWindow,
  early: EarlyScreen,
  record: RecordEvent,
): Screen<JourneyView, JourneyAction> {
  return connectScreen({
    window,
    url: citizenUrl,
    channels: citizenChannels,
    actions: journeyActionSchema,
    early,
    record,
  })
}
