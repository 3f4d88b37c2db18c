import { createRoot } from 'react-dom/client'
import type { CounterDisplayBridge } from '../../shared/counter/counter-ipc.ts'
import { keepKioskManners } from '../ui/kiosk-manners.ts'
import { DisplayScreen } from './display-screen.tsx'

declare global {
  interface Window {
    /** Put there by the preload; see CounterDisplayBridge. */
    readonly passonlyCounterDisplay: CounterDisplayBridge
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
keepKioskManners(window)
createRoot(root).render(<DisplayScreen bridge={window.passonlyCounterDisplay} />)
