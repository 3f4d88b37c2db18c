import { useState } from 'react'
import type { Access } from '../../../shared/access.ts'
import type { CatalogueEntry } from '../../../shared/journey-view.ts'
import { widthOf } from '../../../shared/text-width.ts'
import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { BackIcon, OnwardIcon, ServiceIcon } from '../../ui/icons.tsx'
import { Question } from '../../ui/question.tsx'
import { Row, Rows } from '../../ui/row.tsx'
import type { ViewProps } from '../../ui/screen-props.ts'
import { LetterKeys } from './letter-keys.tsx'

/** So many services stand on a page: fewer above the letters, in large type, and where all of it is to be within reach. */
function pageLengthOf({ largeText, lowReach }: Access, isLookingUp: boolean): number {
  if (lowReach) return isLookingUp ? 1 : largeText ? 2 : 3
  if (largeText) return isLookingUp ? 2 : 4
  return isLookingUp ? 3 : 5
}

/** What fits into one line each of a row; a longer title takes the note's place. */
const shortTitle = 28
const shortNote = 38

/** All services, page by page, and the letters by which one of them is looked up. */
export function Catalogue({
  services,
  ...props
}: ViewProps & { readonly services: readonly CatalogueEntry[] }) {
  const { view, texts, act } = props
  const [page, setPage] = useState(0)
  /** The letters chosen so far; null while nothing is looked up. */
  const [chosen, setChosen] = useState<string | null>(null)
  const lookUp = (letters: string | null) => {
    setChosen(letters)
    setPage(0)
  }
  const found = services.filter(({ letters }) => letters.includes(chosen ?? ''))
  const length = pageLengthOf(view.access, chosen !== null)
  const pages = Math.max(1, Math.ceil(found.length / length))
  const at = Math.min(page, pages - 1)
  const acts = (
    <>
      {services.some(({ letters }) => letters !== '') ? (
        <Button onPress={() => lookUp(chosen === null ? '' : null)}>
          {chosen === null ? texts.catalogue.lookUp : texts.catalogue.all}
        </Button>
      ) : null}
      <Button onPress={() => act({ type: 'go-to-window' })}>{texts.dock.goToWindow(view.window)}</Button>
    </>
  )
  return (
    <Frame {...props} middle="catalogue" acts={acts} back leave>
      <Question
        title={texts.service.title}
        help={chosen === null ? texts.service.help : texts.catalogue.lookUpHelp}
      />
      <Rows count={services.length}>
        {found.slice(at * length, (at + 1) * length).map(({ id, title, note }) => (
          <Row
            key={id}
            picture={<ServiceIcon />}
            title={title}
            note={widthOf(title) <= shortTitle && widthOf(note) <= shortNote ? note : ''}
            onPress={() => act({ type: 'choose-service', service: id })}
          />
        ))}
      </Rows>
      <nav className="pager" aria-label={texts.catalogue.page(at + 1, pages)}>
        <Button isReady={at > 0} onPress={() => setPage(at - 1)}>
          <BackIcon />
          {texts.catalogue.previous}
        </Button>
        {chosen === null ? (
          <p role="status">{texts.catalogue.page(at + 1, pages)}</p>
        ) : (
          <p role="status" className="chosen">
            <b>{chosen.toUpperCase()}</b> {texts.catalogue.found(found.length)}
          </p>
        )}
        <Button isReady={at + 1 < pages} onPress={() => setPage(at + 1)}>
          {texts.catalogue.next}
          <OnwardIcon />
        </Button>
      </nav>
      {chosen === null ? null : (
        <LetterKeys
          texts={texts.catalogue}
          chosen={chosen}
          leads={(letters) => services.some((service) => service.letters.includes(letters))}
          onChoose={lookUp}
        />
      )}
    </Frame>
  )
}
