// oxlint-disable-next-line import/no-unassigned-import -- before any schema: it tells zod not to compile, which the page's policy forbids
import '../../web/page/ask.ts'
import { chooseLanguage } from '../../web/page/language.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { walletLanguages } from './languages.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <App
    firstLanguage={chooseLanguage(walletLanguages, location.search, navigator.languages)}
    named={location.hash.slice(1)}
  />,
)
