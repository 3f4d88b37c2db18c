import type { ReactElement } from 'react'
import { type AccessMode, accessModes } from '../../shared/access.ts'
import { languageNames } from '../locales/texts.ts'
import { ContrastIcon, LargeTextIcon, LowReachIcon, VoiceIcon } from './icons.tsx'
import type { ViewProps } from './screen-props.ts'

const switches: Readonly<Record<AccessMode, { readonly icon: ReactElement; readonly key: string }>> = {
  largeText: { icon: <LargeTextIcon />, key: 'F2' },
  highContrast: { icon: <ContrastIcon />, key: 'F3' },
  lowReach: { icon: <LowReachIcon />, key: 'F4' },
  voice: { icon: <VoiceIcon />, key: 'F5' },
}

/** The lowest row of every screen: its language, and what makes it easier to see, reach or hear. */
export function AccessRow({ view, texts, act }: Omit<ViewProps, 'now'>) {
  const modes = accessModes.filter((mode) => mode !== 'voice' || view.voiceOffered)
  return (
    <div className="access">
      {view.languages.length > 1 ? (
        <div className="languages" role="group" aria-label={texts.dock.languages}>
          {view.languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={language === view.language}
              onClick={() => act({ type: 'set-language', language })}
            >
              {languageNames[language]}
            </button>
          ))}
        </div>
      ) : null}
      <div className="modes" role="group" aria-label={texts.access.label}>
        {modes.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={view.access[mode]}
            aria-keyshortcuts={switches[mode].key}
            onClick={() => act({ type: 'set-access', mode, on: !view.access[mode] })}
          >
            {switches[mode].icon}
            {texts.access.modes[mode]}
          </button>
        ))}
      </div>
    </div>
  )
}
