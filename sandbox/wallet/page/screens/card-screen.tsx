import { Row, Screen } from '../parts/basics.tsx'
import { CheckItem } from '../parts/check-item.tsx'
import { CredentialCard } from '../parts/credential-card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import type { Showing } from '../showing.ts'
import { useTexts } from '../texts/texts.ts'

/** What the phone is for: the credential, ready to be shown. */
export function CardScreen({ showing }: { readonly showing: Showing }) {
  const texts = useTexts()
  const { seen, refresh, goTo } = useCitizensPhone()
  const { holder, notices, requests, history } = seen.phone
  const unread = notices.filter(({ readAt }) => readAt === null).length
  const [latest] = history
  return (
    <Screen title={texts.title}>
      {unread > 0 && (
        <button type="button" className="banner" onClick={() => goTo({ at: 'notices' })}>
          <Icon name="notice" />
          <span>{texts.notices.fresh(unread)}</span>
          <strong>{texts.notices.look}</strong>
        </button>
      )}
      {requests.length > 0 && (
        <button type="button" className="banner" onClick={() => goTo({ at: 'requests' })}>
          <Icon name="children" />
          <span>{texts.children.requests}</span>
          <strong>{texts.notices.look}</strong>
        </button>
      )}
      <CredentialCard seen={seen} by={holder.id} refresh={refresh} showing={showing} />
      {holder.state === 'suspended' && (
        <ul className="rows">
          <Row icon="restore" label={texts.me.restore} onClick={() => goTo({ at: 'restore' })} />
        </ul>
      )}
      {latest && (
        <>
          <h2>{texts.card.latest}</h2>
          <ul className="rows">
            <CheckItem check={latest} />
          </ul>
        </>
      )}
    </Screen>
  )
}
