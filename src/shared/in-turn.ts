/**
 * Has work done one after another, whoever asks in between; what failed does not block the next. No result is kept: of a
 * card that was read it would be identity.
 */
export function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<undefined> = Promise.resolve(undefined)
  const over = () => undefined
  return (work) => {
    const done = last.then(work)
    last = done.then(over, over)
    return done
  }
}
