import { arePlain } from './plain-schemas.ts'
import { createRoot } from 'react-dom/client'
import type { CounterBridge } from '../../shared/counter/counter-ipc.ts'
import { keepKioskManners } from '../ui/kiosk-manners.ts'
import { CounterScreen } from './counter-screen.tsx'

declare global {
  interface Window {
    /** Put there by the preload; see CounterBridge. */
    readonly passonlyCounter: CounterBridge
  }
}

const root = document.getElementById('root')
if (!root || !arePlain) throw new Error('the page is not what it must be')
keepKioskManners(window)
createRoot(root).render(<CounterScreen bridge={window.passonlyCounter} />)
