import { Button } from '../../ui/button.tsx'
import type { ViewProps } from '../../ui/screen-props.ts'

/** What is left to do when there was no pass: the window, and a fresh try as long as one is allowed. */
export function TryAgainOrWindow({
  canRetry,
  retry,
  view,
  texts,
  act,
}: ViewProps & { readonly canRetry: boolean; readonly retry: string }) {
  return (
    <>
      <Button main={!canRetry} onPress={() => act({ type: 'go-to-window' })}>
        {texts.dock.goToWindow(view.window)}
      </Button>
      {canRetry ? (
        <Button main onPress={() => act({ type: 'retry' })}>
          {retry}
        </Button>
      ) : null}
    </>
  )
}
