import './no-eval.ts'
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
if (!root) throw new Error('the page has no root')
keepKioskManners(window)
createRoot(root).render(<CounterScreen bridge={window.passonlyCounter} />)
