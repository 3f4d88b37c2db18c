import { fromCallback } from 'xstate'
import type { HallPage } from '../config/service-terms.ts'
import type { HallPageNotice, JourneyEvent } from '../journey/journey-machine.ts'
import type { OpenHallPage } from './hall-page-view.ts'

/** The journey's handing over to the hall's own page: the view is open exactly as long as it runs. */
export function hallPage(openView: OpenHallPage) {
  return fromCallback<JourneyEvent | HallPageNotice, HallPage>(({ input, sendBack, receive }) => {
    const view = openView(input, {
      onActivity: () => {
        sendBack({ type: 'hall-page.activity' })
      },
      onGone: () => {
        sendBack({ type: 'hall-page.gone' })
      },
    })
    receive(({ type }) => {
      if (type === 'hall-page.hide') view.hide()
      else if (type === 'hall-page.show') view.show()
    })
    return view.close
  })
}
