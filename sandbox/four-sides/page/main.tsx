import { createRoot } from 'react-dom/client'
import { FourSidesPage } from './four-sides-page.tsx'

const root = document.getElementById('page')
if (!root) throw new Error('the page has no root')
createRoot(root).render(<FourSidesPage />)
