import { VerdictMark } from '../../../web/page/verdict-mark.tsx'
import type { HistoryCheck } from '../../api.ts'
import { useMoment, useTexts } from '../texts/texts.ts'
import { Registered } from './basics.tsx'

/** One check of the citizen's own record: who asked, when, the result, and why it failed. */
export function CheckItem({ check }: { readonly check: HistoryCheck }) {
  const { record } = useTexts()
  const moment = useMoment()
  const { at, verdict, cause, relyingParty } = check
  return (
    <li className="check">
      <VerdictMark verdict={verdict} />
      <div className="what">
        <strong>
          <Registered>{relyingParty}</Registered>
        </strong>
        <span className="note">{moment(at)}</span>
      </div>
      <strong className={`verdict ${verdict}`}>{record[verdict]}</strong>
      {cause && <p className="why">{record.causes[cause]}</p>}
    </li>
  )
}
