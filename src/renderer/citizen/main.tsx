import { createRoot } from 'react-dom/client'
import type { CitizenBridge } from '../../shared/ipc.ts'
import { CitizenScreen } from './citizen-screen.tsx'
import { operateByKeys } from './keys.ts'
import { keepKioskManners } from '../ui/kiosk-manners.ts'

declare global {
  interface Window {
    /** Put there by the preload; see CitizenBridge. */
    readonly passonly: CitizenBridge
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
keepKioskManners(window)
operateByKeys(window)
createRoot(root).render(<CitizenScreen bridge={window.passonly} />)
