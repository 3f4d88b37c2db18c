import { contextBridge } from 'electron'
import { counterDisplayChannels } from '../shared/counter/counter-channels.ts'
import type { CounterDisplayAction } from '../shared/counter/counter-ipc.ts'
import type { CounterDisplayView } from '../shared/counter/counter-view.ts'
import { screenBridge } from './screen-bridge.ts'

contextBridge.exposeInMainWorld(
  'passonlyCounterDisplay',
  screenBridge<CounterDisplayView, CounterDisplayAction>(counterDisplayChannels),
)
