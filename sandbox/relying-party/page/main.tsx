import { createRoot } from 'react-dom/client'
import { SitePage } from './site-page.tsx'

const root = document.getElementById('page')
if (!root) throw new Error('the page has no root')
createRoot(root).render(<SitePage />)
