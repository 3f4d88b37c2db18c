import { createRoot } from 'react-dom/client'
import type { EntryBridge } from '../../shared/entry-bridge.ts'
import { operateByKeys } from '../citizen/keys.ts'
import { keepKioskManners } from '../ui/kiosk-manners.ts'
import { EntryScreen } from './entry-screen.tsx'

declare global {
  interface Window {
    /** Put there by the preload; see EntryBridge. */
    readonly secureEntry: EntryBridge
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
keepKioskManners(window)
operateByKeys(window)
createRoot(root).render(<EntryScreen bridge={window.secureEntry} />)
