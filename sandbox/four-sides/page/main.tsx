// oxlint-disable-next-line import/no-unassigned-import -- before any schema: it tells zod not to compile, which the page's policy forbids
import '../../web/page/ask.ts'
import { createRoot } from 'react-dom/client'
import { FourSidesPage } from './four-sides-page.tsx'

const root = document.getElementById('page')
if (!root) throw new Error('the page has no root')
createRoot(root).render(<FourSidesPage />)
