import { type EntryField, fieldRules } from '../../shared/entry-form.ts'
import type { Texts } from '../locales/texts.ts'
import { AttentionIcon } from '../ui/icons.tsx'
import { enteredText } from './entered-text.ts'

export interface FieldProps {
  readonly field: EntryField
  /** Characters typed so far: all that is known here of what they are. */
  readonly count: number
  readonly isPresent: boolean
  readonly isWrong: boolean
  readonly texts: Texts['secureEntry']
  /** Absent where there is no other field to choose. */
  readonly onChoose?: () => void
}

/** One field: its name, and a dot for each character that is in. */
export function Field({ field, count, isPresent, isWrong, texts, onChoose }: FieldProps) {
  const { name } = texts.fields[field]
  const classes = ['entry-field', field, isPresent ? 'present' : '', isWrong ? 'wrong' : '']
  const className = classes.filter(Boolean).join(' ')
  const entered = enteredText(texts, field, count)
  if (!onChoose) {
    return (
      <div className={className} role="img" aria-label={`${name} ${entered}`}>
        <Boxes field={field} count={count} isPresent={isPresent} texts={texts} />
      </div>
    )
  }
  return (
    <button type="button" className={className} aria-current={isPresent} onClick={onChoose}>
      <span className="entry-name">
        {name} {isWrong ? <AttentionIcon /> : null}
      </span>
      <span className="announcement">{entered}</span>
      <Boxes field={field} count={count} isPresent={isPresent} texts={texts} />
    </button>
  )
}

type BoxesProps = Pick<FieldProps, 'field' | 'count' | 'isPresent' | 'texts'>

/** A box for each character where their number is certain; one long box where it is not. */
function Boxes({ field, count, isPresent, texts }: BoxesProps) {
  const { least, most } = fieldRules[field]
  if (least !== most) {
    return (
      <span className="entry-line" aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          <i key={index} className="dot" />
        ))}
        {isPresent && count < most ? <i className="caret" /> : null}
      </span>
    )
  }
  const isDate = field === 'birth' || field === 'expiry'
  return (
    <span className="entry-boxes" aria-hidden="true">
      {Array.from({ length: most }, (_, index) => (
        <span key={index} className={isPresent && index === count ? 'box here' : 'box'}>
          {index < count ? <i className="dot" /> : isDate ? texts.dateHint[index] : null}
        </span>
      ))}
    </span>
  )
}
