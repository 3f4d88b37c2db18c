import { contextBridge } from 'electron'
import { counterChannels } from '../shared/counter/counter-channels.ts'
import type { CounterAction } from '../shared/counter/counter-ipc.ts'
import type { CounterView } from '../shared/counter/counter-view.ts'
import { screenBridge } from './screen-bridge.ts'

contextBridge.exposeInMainWorld('passonlyCounter', screenBridge<CounterView, CounterAction>(counterChannels))
