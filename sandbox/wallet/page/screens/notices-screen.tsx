import { doneSchema, type Notice } from '../../api.ts'
import { Screen } from '../parts/basics.tsx'
import { Icon } from '../parts/icon.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { useMoment, useTexts } from '../texts/texts.ts'
import { send } from '../wallet-client.ts'

/** Incidents that touched this citizen (article 12): what happened, when, and what to do. */
export function NoticesScreen() {
  const { notices: words } = useTexts()
  const moment = useMoment()
  const { seen, refresh, goTo } = useCitizensPhone()
  const { notices, holder } = seen.phone
  const read = async ({ id }: Notice) => {
    await send('/api/notices/read', { citizen: holder.id, notice: id }, doneSchema)
    await refresh()
  }
  return (
    <Screen title={words.title} back={() => goTo({ at: 'me' })}>
      {notices.length === 0 && <p className="none">{words.none}</p>}
      {notices.map((notice) => (
        <section key={notice.id} className={notice.readAt === null ? 'card notice unread' : 'card notice'}>
          <h2>
            <Icon name="notice" />
            {words.kinds[notice.kind].title}
          </h2>
          <p>{words.kinds[notice.kind].text}</p>
          <p className="note">{words.between(moment(notice.begunAt), moment(notice.endedAt))}</p>
          <p className="note">
            {words.declared(moment(notice.declaredAt))}
            {notice.readAt !== null && ` · ${words.isRead}`}
          </p>
          {notice.readAt === null && (
            <button type="button" className="main" onClick={() => void read(notice)}>
              {words.read}
            </button>
          )}
        </section>
      ))}
    </Screen>
  )
}
