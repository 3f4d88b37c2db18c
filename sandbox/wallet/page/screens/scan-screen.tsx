import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApprovalCode, readApprovalCode } from '../../../../src/shared/approval-code.ts'
import { toHex } from '../../../../src/shared/gm/bytes.ts'
import { openedApprovalSchema } from '../../api.ts'
import { Alert, Problem, Screen } from '../parts/basics.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { type CameraFault, scanWithCamera } from '../scan/camera.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'

/** Reads the code on a terminal's screen, and goes on with what it asks. */
export function ScanScreen() {
  const { scan } = useTexts()
  const { seen, goTo } = useCitizensPhone()
  const [refused, setRefused] = useState<Refused | null>(null)
  const [isOther, setIsOther] = useState(false)
  const busy = useRef(false)
  const tried = useRef('')
  const citizen = seen.phone.holder.id

  const open = useCallback(
    async (code: ApprovalCode) => {
      // The words and the salt stay on the phone: the platform is told where in the chain the code stands.
      const body = { citizen, step: code.step, link: toHex(code.link) }
      const answer = await send('/api/approvals/open', body, openedApprovalSchema)
      if (!answer.ok) return setRefused(answer.refused)
      const { opened, approval: state, now } = answer.value
      const instant = { now, at: performance.now() }
      goTo({ at: 'approve', approval: { code, opened, state, instant } })
    },
    [citizen, goTo],
  )
  const read = useCallback(
    async (text: string) => {
      if (busy.current) return
      const code = readApprovalCode(text.trim())
      setIsOther(code === null)
      setRefused(null)
      if (!code) return
      busy.current = true
      await open(code)
      busy.current = false
    },
    [open],
  )
  const seeCode = useCallback(
    (text: string) => {
      // A code that was refused stays in the picture for a while; it is not asked for again and again.
      if (text === tried.current || busy.current) return
      tried.current = text
      void read(text)
    },
    [read],
  )

  return (
    <Screen title={scan.title}>
      <Camera seen={seeCode} />
      <Alert>{isOther ? scan.notACode : null}</Alert>
      <Problem refused={refused} />
      <PasteForm paste={read} />
    </Screen>
  )
}

function Camera({ seen }: { readonly seen: (text: string) => void }) {
  const { scan } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<CameraFault | null>(null)
  const [showing, setShowing] = useState(false)
  useEffect(() => {
    if (!video.current) return undefined
    const camera = scanWithCamera(video.current, seen, setFault)
    return () => camera.stop()
  }, [seen])
  return (
    <>
      <div className="viewfinder" data-camera={fault ?? (showing ? 'on' : 'starting')}>
        <video
          ref={video}
          muted
          playsInline
          aria-label={scan.view}
          hidden={fault !== null}
          onPlaying={() => setShowing(true)}
        />
        <span className="frame" aria-hidden="true" />
        {!showing && (
          <p role="status" className="camera-state">
            {fault === null ? scan.starting : scan[fault]}
          </p>
        )}
      </div>
      {fault === null && <p className="help centred">{scan.help}</p>}
      <p className="note centred">{scan.private}</p>
    </>
  )
}

function PasteForm({ paste }: { readonly paste: (text: string) => Promise<void> }) {
  const { scan } = useTexts()
  const [text, setText] = useState('')
  const [opening, setOpening] = useState(false)
  return (
    <form
      className="stack paste"
      onSubmit={(event) => {
        event.preventDefault()
        setOpening(true)
        void paste(text).then(() => setOpening(false))
      }}
    >
      <label htmlFor="pasted">{scan.paste}</label>
      <textarea
        id="pasted"
        rows={2}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="wide" disabled={opening}>
        {opening ? scan.opening : scan.open}
      </button>
    </form>
  )
}
