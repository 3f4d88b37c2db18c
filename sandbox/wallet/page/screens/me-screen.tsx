import { Registered, Row, Screen } from '../parts/basics.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { useTexts } from '../texts/texts.ts'

/** Everything about the credential that is not showing it. */
export function MeScreen() {
  const texts = useTexts()
  const { me } = texts
  const { seen, goTo } = useCitizensPhone()
  const { holder, notices, requests } = seen.phone
  const unread = notices.filter(({ readAt }) => readAt === null).length
  const isActive = holder.state === 'active'
  return (
    <Screen title={me.title}>
      <p className="who">
        <strong>
          <Registered>{holder.name}</Registered>
        </strong>
        <span className="note">
          {texts.card.networkNumber} {holder.networkNumber.match(/.{1,4}/g)?.join(' ')}
        </span>
      </p>
      <ul className="rows">
        {holder.age === '18-and-over' && (
          <>
            <Row icon="children" label={me.children} onClick={() => goTo({ at: 'children' })} />
            {requests.length > 0 && (
              <Row
                icon="children"
                label={texts.children.requests}
                badge={String(requests.length)}
                onClick={() => goTo({ at: 'requests' })}
              />
            )}
          </>
        )}
        <Row icon="consent" label={me.consents} onClick={() => goTo({ at: 'consents' })} />
        <Row
          icon="notice"
          label={me.notices}
          badge={unread > 0 ? me.unread(unread) : undefined}
          onClick={() => goTo({ at: 'notices' })}
        />
      </ul>
      <ul className="rows">
        <Row icon="password" label={me.password} onClick={() => goTo({ at: 'password' })} />
        {isActive ? (
          <Row
            icon="pause"
            label={me.suspend}
            note={me.suspendHelp}
            onClick={() => goTo({ at: 'suspend' })}
          />
        ) : (
          <Row icon="restore" label={me.restore} onClick={() => goTo({ at: 'restore' })} />
        )}
        <Row icon="delete" label={me.delete} danger onClick={() => goTo({ at: 'delete' })} />
      </ul>
    </Screen>
  )
}
